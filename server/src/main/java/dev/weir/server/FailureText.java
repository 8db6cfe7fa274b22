package dev.weir.server;

import dev.weir.server.config.ConfigException;
import java.io.IOException;
import java.io.PrintWriter;

/** What an operator reads when a command fails, and the exit code. Stateless. */
final class FailureText {
  static final int FAILED = 1;
  static final int WRONG_USAGE = 2;

  private FailureText() {}

  /** One line for what an operator can mend, a stack trace for a fault of ours. */
  static int print(Exception failure, PrintWriter err) {
    return switch (failure) {
      case ConfigException wrong -> {
        err.println("weir: the configuration cannot be used:");
        String.valueOf(wrong.getMessage()).lines().forEach(line -> err.println("  " + line));
        yield WRONG_USAGE;
      }
      case IOException refused -> {
        err.println("weir: " + refused.getMessage());
        yield FAILED;
      }
      default -> {
        failure.printStackTrace(err);
        yield FAILED;
      }
    };
  }
}
