package dev.weir.gateway.webhook;

import java.net.URI;

/**
 * Somebody who wants to hear of films. Immutable.
 *
 * @param name among the webhooks; what waits for it is kept under this name
 * @param url where it takes what there is to tell
 * @param key by which it knows that it is us
 */
public record Webhook(String name, URI url, SigningKey key) {
  private static final int MOST_URL_CHARACTERS = 2000;

  public Webhook {
    String scheme = String.valueOf(url.getScheme());
    boolean isWeb = scheme.equals("http") || scheme.equals("https");
    if (!isWeb || url.getHost() == null || url.toString().length() > MOST_URL_CHARACTERS) {
      throw new IllegalArgumentException("the URL has to begin with https://HOST or http://HOST");
    }
    if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException("the URL may have neither a user nor a fragment");
    }
  }
}
