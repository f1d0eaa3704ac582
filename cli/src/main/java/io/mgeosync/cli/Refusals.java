package io.mgeosync.cli;

import io.mgeosync.manifest.Refusal;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Every failure becomes one line on standard error and an exit code. */
final class Refusals implements IExecutionExceptionHandler, IParameterExceptionHandler {
  static final String DEBUG_VARIABLE = "MGEO_SYNC_DEBUG";

  private final Terminal terminal;
  private final Map<String, String> environment;

  Refusals(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    this.environment = environment;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    terminal.showProgress("");
    boolean debug = debugging(command);
    if (debug) {
      e.printStackTrace(terminal.err());
    }
    if (e instanceof Refusal refusal) {
      terminal.complain(refusal);
      return ExitCode.of(refusal).code();
    }
    if (e instanceof UsageException usage) {
      return handleParseException(new ParameterException(command, usage.problem()));
    }
    terminal.complain("unexpected: " + e + (debug ? "" : "; run with --debug for the stack trace"));
    return ExitCode.INTERNAL.code();
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    return handleParseException(e);
  }

  private int handleParseException(ParameterException found) {
    CommandLine command = found.getCommandLine();
    ParameterException e = unmatchedFirst(found);
    terminal.complain(
        "%s%s; see '%s --help'"
            .formatted(e.getMessage(), suggestion(e), command.getCommandSpec().qualifiedName()));
    return ExitCode.USAGE.code();
  }

  /** A misspelt option also leaves a required one missing; the misspelling is what to tell. */
  private static ParameterException unmatchedFirst(ParameterException found) {
    List<String> unmatched = found.getCommandLine().getUnmatchedArguments();
    return unmatched.isEmpty() || found instanceof UnmatchedArgumentException
        ? found
        : new UnmatchedArgumentException(found.getCommandLine(), unmatched);
  }

  private static String suggestion(ParameterException e) {
    return e instanceof UnmatchedArgumentException unmatched
            && !unmatched.getSuggestions().isEmpty()
        ? ", did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?"
        : "";
  }

  private boolean debugging(CommandLine command) {
    Object top = command.getCommandSpec().root().userObject();
    return (top instanceof MgeoSync all && all.debug) || environment.containsKey(DEBUG_VARIABLE);
  }
}
