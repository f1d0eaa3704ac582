package io.mgeosync.cli;

import java.time.Clock;
import java.util.OptionalInt;

/** Where the program starts, and the only place where it ends itself. */
public final class Main {
  private Main() {}

  /** Ends with an {@link ExitCode}, or with 130 or 143 when a signal ended it. */
  public static void main(String[] args) {
    Context context = context(args);
    OptionalInt quick = QuickReady.run(context, args);
    if (quick.isPresent()) {
      // An exit would first start the logging, to log itself; nothing is left to be done at the
      // end.
      Runtime.getRuntime().halt(quick.getAsInt());
    }
    System.exit(CommandLines.of(context).execute(args));
  }

  static Context context(String[] args) {
    Logs.prepare(args);
    Clock clock = Clock.systemUTC();
    return new Context(Terminal.system(), clock, System.getenv(), new LocalNode(clock));
  }
}
