package dev.weir.gateway.upload;

import java.security.SecureRandom;

/** Makes names that nobody guesses, or takes for another. Thread-safe. */
final class UploadIds {
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

  /** 120 bits: who knows it may go on with the upload. */
  private static final int UPLOAD_LENGTH = 24;

  /** 60 bits: no two films have the same. */
  private static final int ASSET_LENGTH = 12;

  private final SecureRandom random;

  UploadIds(SecureRandom random) {
    this.random = random;
  }

  String upload() {
    return text(UPLOAD_LENGTH);
  }

  String asset() {
    return text(ASSET_LENGTH);
  }

  private String text(int length) {
    var id = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return id.toString();
  }
}
