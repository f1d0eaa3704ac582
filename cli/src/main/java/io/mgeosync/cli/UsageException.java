package io.mgeosync.cli;

/** Options that do not go together. */
final class UsageException extends RuntimeException {
  private final String problem;

  UsageException(String problem) {
    super(problem);
    this.problem = problem;
  }

  /** One line, for the operator. */
  String problem() {
    return problem;
  }
}
