package io.mgeosync.e2e.bench;

/** A run that did not do its work; the row says so and the benchmark goes on. */
public final class RunFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public RunFailedException(String reason) {
    super(reason);
  }
}
