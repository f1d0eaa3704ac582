package io.mgeosync.cli;

import java.time.Clock;

/** Where the program starts, and the only place where it ends itself. */
public final class Main {
  private Main() {}

  /** Ends with an {@link ExitCode}, or with 130 or 143 when a signal ended it. */
  public static void main(String[] args) {
    Logs.prepare(args);
    Terminal terminal = Terminal.system();
    Clock clock = Clock.systemUTC();
    Context context = new Context(terminal, clock, System.getenv(), new LocalNode(clock));
    System.exit(CommandLines.of(context).execute(args));
  }
}
