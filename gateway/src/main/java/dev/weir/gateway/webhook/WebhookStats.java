package dev.weir.gateway.webhook;

/**
 * What has come of one webhook since the start. Immutable.
 *
 * @param waiting what its receiver has yet to be told
 * @param delivered what it was told
 * @param failures attempts that it did not take
 * @param givenUp what it will never be told
 */
public record WebhookStats(
    String name, long waiting, long delivered, long failures, long givenUp) {}
