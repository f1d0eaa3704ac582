package io.mgeosync.e2e.service;

/** An answer other than 200, with its one line. */
final class HttpStatusException extends Exception {
  private static final long serialVersionUID = 1;

  private final int status;

  HttpStatusException(int status, String line) {
    super(line);
    this.status = status;
  }

  int status() {
    return status;
  }
}
