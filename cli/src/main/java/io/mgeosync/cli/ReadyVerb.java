package io.mgeosync.cli;

import io.mgeosync.base.HostPort;
import io.mgeosync.cli.ReadyResult.Standing;
import io.mgeosync.config.ListenKey;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.Refusal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The readiness hook. */
@Command(
    name = "ready",
    description = {
      "Asks the running agent whether this node may serve, for at most one second.",
      "Refused (10) is not unknown (6): a traffic director that may keep its last node on 6 must"
          + " not on 10.",
      "With --as it answers in the exit codes of that caller, with one line on standard output."
    },
    footer = {
      "  mgeo-sync ready && echo serve",
      "  mgeo-sync ready --json",
      "  mgeo-sync ready --version v1.2.0 --bundle mgeo-base",
      "  ExecCondition=/usr/bin/mgeo-sync ready --as systemd      # in a unit"
    })
final class ReadyVerb implements Verb {
  private final Context context;

  @Mixin ConfigOption config = new ConfigOption();

  @Option(
      names = "--as",
      paramLabel = "FORMAT",
      description =
          "exit-code (default), consul, npd (node-problem-detector), slurm, systemd, nagios or"
              + " kubernetes; docs/hooks.md has the table.")
  ReadyFormat as = ReadyFormat.EXIT_CODE;

  @Option(names = "--bundle", paramLabel = "NAME", description = "Only of this bundle.")
  @Nullable BundleName bundle;

  @Option(
      names = "--version",
      paramLabel = "VERSION",
      description = "Ready only if this is the version that is served.")
  @Nullable BundleVersion version;

  @Option(names = "--json", description = "Print the agent's own answer.")
  boolean json;

  ReadyVerb(Context context) {
    this.context = context;
  }

  @Override
  public Set<ExitCode> endings() {
    return EnumSet.of(
        ExitCode.CONFIGURATION, ExitCode.MISSING, ExitCode.UNAVAILABLE, ExitCode.NOT_READY);
  }

  /** In the asker's numbers, where the other verbs end with the program's own. */
  @Override
  public Integer call() {
    return as.code(answer());
  }

  @Override
  public ExitCode run() {
    return answer().exit();
  }

  private ReadyResult answer() {
    if (as == ReadyFormat.EXIT_CODE) {
      return sayAnswer(askAgent());
    }
    if (json) {
      throw new UsageException("--json and --as are two ways to answer: use one");
    }
    ReadyResult readiness = asked();
    context.terminal().say(as.line(readiness));
    return readiness;
  }

  private ReadyResult sayAnswer(AgentEndpoint.Answer answer) {
    ReadyResult readiness = read(answer);
    if (json) {
      context.terminal().say(answer.body().strip());
    } else if (readiness.exit() != ExitCode.OK) {
      context.terminal().complain(readiness.sentence());
    } else if (context.terminal().interactive()) {
      context.terminal().say(readiness.sentence());
    }
    return readiness;
  }

  /** An asker with numbers of its own would take the program's for something else. */
  private ReadyResult asked() {
    try {
      return read(askAgent());
    } catch (Refusal refusal) {
      return ReadyResult.of(refusal);
    } catch (RuntimeException e) {
      return new ReadyResult(Standing.UNKNOWN, ExitCode.INTERNAL, "unexpected: " + e);
    }
  }

  /**
   * The whole configuration is read only when it is not plain or no agent answers: a mistake made
   * in it since the agent started is no reason to doubt what the agent says.
   */
  private AgentEndpoint.Answer askAgent() {
    Optional<HostPort> plain = ListenKey.find(config.path(context));
    if (plain.isPresent()) {
      try {
        return askAgent(plain.get());
      } catch (AgentUnreachableException e) {
        if (plain.get().equals(config.load(context).http().listen())) {
          throw e;
        }
      }
    }
    return askAgent(config.load(context).http().listen());
  }

  private AgentEndpoint.Answer askAgent(HostPort listen) {
    return new AgentEndpoint(listen).get(question());
  }

  private ReadyResult read(AgentEndpoint.Answer answer) {
    return ReadyAnswer.read(answer, bundle != null, version);
  }

  private String question() {
    String of = bundle == null ? "" : "bundle=" + bundle;
    if (version != null) {
      // Of all that a version may hold, only the plus sign means something else in a query.
      return "ready?version="
          + version.value().replace("+", "%2B")
          + (of.isEmpty() ? "" : "&" + of);
    }
    return (as.warns() ? "consul" : "readyz") + (of.isEmpty() ? "" : "?" + of);
  }
}
