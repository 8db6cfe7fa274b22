package dev.weir.stream;

/** Why a publisher loses its stream while it publishes. Immutable. */
public sealed interface LeaseLoss {
  /** Another one has it from now on. */
  record TakenOver(PublisherIdentity successor) implements LeaseLoss {}

  /** What let it in lets nobody in any more. */
  record Revoked() implements LeaseLoss {}
}
