package dev.weir.storage;

import java.util.regex.Pattern;

/** The names that blobs may have: relative paths that cannot leave a store. */
final class BlobName {
  private static final int MAX_LENGTH = 1024;
  private static final Pattern NAME =
      Pattern.compile("(?!.*\\.\\.)[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*");

  private BlobName() {}

  static void check(String name) throws BlobException {
    if (name.length() > MAX_LENGTH || !NAME.matcher(name).matches()) {
      throw new BlobException(BlobException.Reason.BAD_NAME, name, "not a name of a blob");
    }
  }
}
