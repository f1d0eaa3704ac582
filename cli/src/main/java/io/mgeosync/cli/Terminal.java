package io.mgeosync.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a verb speaks.
 *
 * @param out results
 * @param err refusals, warnings and progress
 * @param interactive a person looks at it; otherwise cron or a pipe does, and progress is left out
 */
record Terminal(PrintWriter out, PrintWriter err, boolean interactive) {

  static Terminal system() {
    return new Terminal(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent());
  }

  /** One line to standard output. */
  void say(String line) {
    out.println(line);
  }

  /** One line to standard error, in place of the progress; line breaks in it become spaces. */
  void complain(String line) {
    progress("");
    err.println("mgeo-sync: " + line.replaceAll("\\s*\\R\\s*", " "));
  }

  /** The one line on standard error that each new one replaces; an empty one clears it. */
  void progress(String line) {
    if (interactive) {
      err.print("\r\033[K" + line);
      err.flush();
    }
  }
}
