package io.mgeosync.cli;

import io.mgeosync.manifest.Printable;
import io.mgeosync.manifest.Refusal;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a verb speaks.
 *
 * @param out results
 * @param err refusals, warnings and progress
 * @param interactive a person looks at it; otherwise cron or a pipe does, and progress is left out
 * @param width in columns; asked only when interactive
 */
record Terminal(PrintWriter out, PrintWriter err, boolean interactive, IntSupplier width) {

  static Terminal system() {
    return new Terminal(
        Output.standard(),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent(),
        new TerminalWidth(System.getenv()));
  }

  /** One line to standard output. */
  void say(String line) {
    out.println(line);
  }

  /** One line to standard error, in place of the progress; line breaks in it become spaces. */
  void complain(String line) {
    showProgress("");
    err.println("mgeo-sync: " + Printable.line(line));
  }

  /** Why not, and what to do about it. */
  void complain(Refusal refusal) {
    complain(refusal.reason() + "; " + refusal.remedy());
  }

  /** Why what was said did not arrive; null when it did, or when its reader left. */
  @Nullable Refusal lost() {
    IOException failure = out instanceof Output output ? output.failure() : null;
    return failure == null
        ? null
        : Refusal.of(
            Refusal.Kind.NO_SPACE,
            "the work is done, but what was printed is lost: standard output cannot be written: "
                + failure.getMessage(),
            "make room where it goes",
            failure);
  }

  /** One line of progress to standard error, for a log. */
  void note(String line) {
    err.println(line);
  }

  /**
   * The one line on standard error that each new one replaces; an empty one clears it. Written over
   * the old one and cleared behind its end, so that it does not flicker.
   */
  void showProgress(String line) {
    if (interactive) {
      err.print("\r" + line + "\033[K");
      err.flush();
    }
  }
}
