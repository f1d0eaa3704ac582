package io.mgeosync.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** What one command line ended with. */
record CliRun(int exitCode, String out, String err) {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T03:00:00Z"), ZoneOffset.UTC);

  /** A way from a command line to an exit code. */
  interface Way {
    int run(Context context, String... arguments);
  }

  static CliRun of(Node node, String... arguments) {
    return of(node, false, Map.of(), arguments);
  }

  static CliRun of(Node node, Clock clock, String... arguments) {
    return of(node, clock, false, Map.of(), arguments);
  }

  static CliRun of(
      Node node, boolean interactive, Map<String, String> environment, String... arguments) {
    return of(node, CLOCK, interactive, environment, arguments);
  }

  private static CliRun of(
      Node node,
      Clock clock,
      boolean interactive,
      Map<String, String> environment,
      String... arguments) {
    Way picocli = (context, words) -> CommandLines.of(context).execute(words);
    return by(picocli, node, clock, interactive, environment, arguments);
  }

  static CliRun by(Way way, Node node, Map<String, String> environment, String... arguments) {
    return by(way, node, CLOCK, false, environment, arguments);
  }

  private static CliRun by(
      Way way,
      Node node,
      Clock clock,
      boolean interactive,
      Map<String, String> environment,
      String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(out), new PrintWriter(err), interactive, () -> 80);
    Context context = new Context(terminal, clock, environment, node);
    int exitCode = way.run(context, arguments);
    terminal.out().flush();
    terminal.err().flush();
    return new CliRun(exitCode, out.toString(), err.toString());
  }
}
