package dev.weir.server.config;

import dev.weir.gateway.webhook.SigningKey;
import dev.weir.gateway.webhook.Webhook;
import java.net.URI;
import java.util.Optional;

/**
 * Keys {@code webhooks.NAME.*}: somebody who is told what happens to films. Immutable.
 *
 * @param url where to, {@code https://…}
 * @param secret by which the receiver knows that it is us
 */
public record WebhookConfig(Optional<String> url, Optional<Secret> secret) {
  static final WebhookConfig DEFAULTS = new WebhookConfig(Optional.empty(), Optional.empty());

  public WebhookConfig {
    secret.ifPresent(known -> Require.accepted("secret", () -> SigningKey.parse(known.text())));
  }

  /** As it is used; throws IllegalArgumentException where something is missing or wrong. */
  public Webhook webhook(String name) {
    if (url.isEmpty() || secret.isEmpty()) {
      throw new IllegalArgumentException("url and secret are both needed");
    }
    return new Webhook(name, URI.create(url.get()), SigningKey.parse(secret.get().text()));
  }
}
