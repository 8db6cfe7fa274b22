package dev.weir.server.importing;

import java.io.IOException;

/** Something that trying again does not mend; the message tells people what to do. */
public final class ImportException extends IOException {
  private static final long serialVersionUID = 1;

  /** Whether there is any use in going on with other files. */
  public enum Reach {
    THIS_FILE,
    ALL_FILES
  }

  private final Reach reach;

  ImportException(Reach reach, String message) {
    super(message);
    this.reach = reach;
  }

  public Reach reach() {
    return reach;
  }
}
