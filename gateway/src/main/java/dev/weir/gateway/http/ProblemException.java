package dev.weir.gateway.http;

/** A request to the API cannot be fulfilled; whoever asked is told why. */
final class ProblemException extends Exception {
  private static final long serialVersionUID = 1;

  private final int status;

  /**
   * @param status of HTTP, 400 or more
   * @param detail for people: what to do about it
   */
  ProblemException(int status, String detail) {
    super(detail);
    this.status = status;
  }

  int status() {
    return status;
  }
}
