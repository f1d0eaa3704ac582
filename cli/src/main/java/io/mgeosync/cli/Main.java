package io.mgeosync.cli;

import io.mgeosync.manifest.FileNames;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.UnsayableNameException;
import java.time.Clock;
import java.util.OptionalInt;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Where the program starts, and the only place where it ends itself. */
public final class Main {
  private Main() {}

  /** Ends with an {@link ExitCode}, or with 130 or 143 when a signal ended it. */
  public static void main(String[] args) {
    Context context = context(args);
    refuseGarbled(context, args);
    OptionalInt quick = QuickReady.run(context, args);
    if (quick.isPresent()) {
      // An exit would first start the logging, to log itself; nothing is left to be done at the
      // end.
      Runtime.getRuntime().halt(quick.getAsInt());
    }
    int ended = run(context, args);
    Logs.flush();
    System.exit(ended);
  }

  /**
   * Runs a verb; its exit code. One that has done its work and could not print it ends otherwise
   * than with 0, but for {@code ready}, whose exit code is all that anybody reads.
   */
  static int run(Context context, String[] args) {
    CommandLine all = CommandLines.of(context);
    int code = all.execute(args);
    Refusal lost = context.terminal().lost();
    if (lost == null) {
      return code;
    }
    context.terminal().complain(lost);
    return code == ExitCode.OK.code() && !answersByItsCode(all) ? ExitCode.of(lost).code() : code;
  }

  private static boolean answersByItsCode(CommandLine all) {
    CommandLine.ParseResult parsed = all.getParseResult();
    return parsed != null
        && parsed.asCommandLineList().stream()
            .anyMatch(command -> command.getCommand() instanceof ReadyVerb);
  }

  /** Without a UTF-8 locale the JVM has lost what the shell handed over. */
  private static void refuseGarbled(Context context, String[] args) {
    try {
      Stream.of(args).forEach(FileNames.ofThisJvm()::requireNameable);
    } catch (UnsayableNameException e) {
      context.terminal().complain(e);
      System.exit(ExitCode.of(e.kind()).code());
    }
  }

  static Context context(String[] args) {
    Logs.prepare(args);
    Clock clock = Clock.systemUTC();
    return new Context(Terminal.system(), clock, System.getenv(), new LocalNode(clock));
  }
}
