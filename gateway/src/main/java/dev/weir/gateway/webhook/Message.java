package dev.weir.gateway.webhook;

import dev.weir.library.Delivery;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** What receivers are told, in the form of Standard Webhooks 1.0.0. Stateless. */
final class Message {
  /** From the request to the head of the answer; nobody reads more of it. */
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(15);

  private Message() {}

  /**
   * The body: "Payload structure". All but {@code asset} is of letters that mean nothing in JSON.
   *
   * @param asset JSON
   */
  static String body(Delivery delivery, String asset) {
    return "{\"id\":\"%s\",\"type\":\"%s\",\"timestamp\":\"%s\",\"data\":%s}"
        .formatted(
            delivery.id(), type(delivery), Instant.ofEpochMilli(delivery.createdMillis()), asset);
  }

  private static String type(Delivery delivery) {
    return "asset." + delivery.event().name().toLowerCase(Locale.ROOT);
  }

  /** One attempt, signed for this moment: "Webhook headers". */
  static HttpRequest request(Webhook webhook, String id, String body, long nowMillis) {
    long seconds = nowMillis / 1000;
    return HttpRequest.newBuilder(webhook.url())
        .timeout(LONGEST_ANSWER)
        .header("Content-Type", "application/json")
        .header("User-Agent", "Weir")
        .header("webhook-id", id)
        .header("webhook-timestamp", Long.toString(seconds))
        .header("webhook-signature", webhook.key().sign(id, seconds, body))
        .POST(BodyPublishers.ofString(body))
        .build();
  }
}
