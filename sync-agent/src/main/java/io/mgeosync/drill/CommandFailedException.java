package io.mgeosync.drill;

import io.mgeosync.manifest.Refusal;
import java.util.List;

/** A command that stops or starts the service did not do so. */
public final class CommandFailedException extends Refusal {
  private final List<String> command;

  CommandFailedException(List<String> command, String how) {
    super(
        Kind.UNAVAILABLE,
        "'%s' %s".formatted(ReportQuote.of(String.join(" ", command)), ReportQuote.of(how)),
        "run it by hand to see why",
        null);
    this.command = List.copyOf(command);
  }

  public List<String> command() {
    return command;
  }
}
