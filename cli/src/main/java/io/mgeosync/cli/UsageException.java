package io.mgeosync.cli;

/** Options that do not go together. */
final class UsageException extends RuntimeException {
  UsageException(String message) {
    super(message);
  }
}
