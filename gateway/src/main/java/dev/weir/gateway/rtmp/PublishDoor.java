package dev.weir.gateway.rtmp;

import dev.weir.access.AccessRequest;
import dev.weir.access.Action;
import dev.weir.access.Authoriser;
import dev.weir.access.Decision;
import dev.weir.access.Secret;
import dev.weir.access.Via;
import dev.weir.media.MediaFormatException;
import dev.weir.rtmp.PublishAddress;
import dev.weir.rtmp.PublishRefusal;
import dev.weir.rtmp.RtmpEvent;
import dev.weir.rtmp.StreamSecret;
import dev.weir.stream.LeaseLoss;
import dev.weir.stream.PublishPolicy;
import dev.weir.stream.PublishResult;
import dev.weir.stream.PublisherIdentity;
import dev.weir.stream.PublisherLease;
import dev.weir.stream.StreamName;
import dev.weir.stream.StreamRegistry;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Decides over one session's wish to publish. Confined to the session. */
final class PublishDoor {
  private static final String APP = "live";

  private final StreamRegistry registry;
  private final Authoriser authoriser;
  private final Function<String, PublishPolicy> policies;
  private final String session;

  PublishDoor(
      StreamRegistry registry,
      Authoriser authoriser,
      Function<String, PublishPolicy> policies,
      String session) {
    this.registry = registry;
    this.authoriser = authoriser;
    this.policies = policies;
    this.session = session;
  }

  /** What becomes of the wish. */
  sealed interface Answer {
    record Welcome(PublisherLease lease) implements Answer {}

    /**
     * Not let in.
     *
     * @param code stable, for logs
     * @param explanation what to do about it; safe to show to the publisher
     */
    record TurnedAway(PublishRefusal refusal, String code, String explanation) implements Answer {}
  }

  Answer knock(
      RtmpEvent.PublishRequested wish, InetSocketAddress remote, Consumer<LeaseLoss> onLoss) {
    PublishAddress address;
    try {
      address = PublishAddress.parse(wish.app(), wish.tcUrl(), wish.streamName());
    } catch (MediaFormatException fault) {
      return new Answer.TurnedAway(
          PublishRefusal.BAD_NAME, "BAD_NAME", String.valueOf(fault.getMessage()));
    }
    if (!address.app().equals(APP)) {
      return new Answer.TurnedAway(
          PublishRefusal.CONNECT_REJECTED,
          "UNKNOWN_APP",
          "There is no such application; publish to rtmp://HOST/" + APP + ".");
    }
    return switch (authoriser.authorise(request(address, remote))) {
      case Decision.Denied(Decision.Code code, String explanation) ->
          new Answer.TurnedAway(PublishRefusal.DENIED, code.name(), explanation);
      case Decision.Allowed allowed -> lease(allowed, remote, onLoss);
    };
  }

  private static AccessRequest request(PublishAddress address, InetSocketAddress remote) {
    Optional<String> name =
        switch (address) {
          case PublishAddress.Named named -> Optional.of(named.name());
          case PublishAddress.BySecret _ -> Optional.empty();
        };
    Optional<StreamSecret> secret =
        switch (address) {
          case PublishAddress.Named named -> named.secret();
          case PublishAddress.BySecret alone -> Optional.of(alone.secret());
        };
    return new AccessRequest(
        Action.PUBLISH,
        name,
        secret.map(text -> Secret.of(text.text())),
        remote.getAddress(),
        Via.DIRECT);
  }

  private Answer lease(
      Decision.Allowed allowed, InetSocketAddress remote, Consumer<LeaseLoss> onLoss) {
    var identity =
        new PublisherIdentity(session, remote.getAddress().getHostAddress(), allowed.credential());
    PublishResult result =
        registry.publish(
            new StreamName(allowed.stream()), policies.apply(allowed.stream()), identity, onLoss);
    return switch (result) {
      case PublishResult.Granted(PublisherLease lease) -> welcome(allowed, lease);
      case PublishResult.Refused(PublishResult.Reason reason, String explanation) ->
          new Answer.TurnedAway(refusal(reason), reason.name(), explanation);
    };
  }

  private Answer welcome(Decision.Allowed allowed, PublisherLease lease) {
    if (!authoriser.isRevoked(allowed)) {
      return new Answer.Welcome(lease);
    }
    lease.lost("its key was revoked");
    return new Answer.TurnedAway(
        PublishRefusal.DENIED, Decision.Code.KEY_WRONG.name(), "This key was deleted just now.");
  }

  private static PublishRefusal refusal(PublishResult.Reason reason) {
    return switch (reason) {
      case NAME_IN_USE -> PublishRefusal.BAD_NAME;
      case TOO_MANY_STREAMS, NO_MEMORY -> PublishRefusal.CONNECT_REJECTED;
    };
  }
}
