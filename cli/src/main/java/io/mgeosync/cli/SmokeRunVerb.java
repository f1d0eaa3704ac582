package io.mgeosync.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mgeosync.manifest.smoke.SmokeCase;
import io.mgeosync.probe.ProbeResult;
import io.mgeosync.probe.smoke.CaseResult;
import io.mgeosync.probe.smoke.SmokeRun;
import io.mgeosync.probe.smoke.SmokeRunner;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Golden cases, of any service. */
@Command(
    name = "run",
    description = {
      "Asks a service all golden cases and prints one line for each.",
      "A wrong answer (4) is not a late one (6): no answer, an error, or one over its time."
    },
    footer = {
      "  mgeo-sync smoke run ./model --url http://127.0.0.1:5000/        # in CI, before a deploy",
      "  mgeo-sync smoke run smoke.json --url http://triton:8000/v2/models/mgeo/infer",
      "  mgeo-sync smoke run smoke.json -- python3 -m predict"
    })
final class SmokeRunVerb implements Verb {
  private final Context context;

  @Mixin SmokeTarget target;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  SmokeRunVerb(Context context) {
    this.context = context;
  }

  @Override
  public Set<ExitCode> endings() {
    return EnumSet.of(
        ExitCode.CONFIGURATION, ExitCode.MISMATCH, ExitCode.MISSING, ExitCode.UNAVAILABLE);
  }

  @Override
  public ExitCode run() {
    List<SmokeCase> cases = SmokeSource.read(target.source);
    SmokeRun run = target.ask(service -> new SmokeRunner(service, context.clock()).runAll(cases));
    if (json) {
      context.terminal().say(JsonLine.line(asJson(run)));
    } else {
      sayRun(run);
    }
    return switch (run.verdict()) {
      case ProbeResult.Good _ -> ExitCode.OK;
      case ProbeResult.Wrong _ -> ExitCode.MISMATCH;
      case ProbeResult.Late _ -> ExitCode.UNAVAILABLE;
    };
  }

  private void sayRun(SmokeRun run) {
    int width = run.results().stream().mapToInt(r -> r.smoke().name().length()).max().orElse(1);
    for (CaseResult one : run.results()) {
      context
          .terminal()
          .say(
              ("%-5s  %-" + width + "s  %5d ms%s")
                  .formatted(
                      word(one.result()),
                      one.smoke().name(),
                      one.took().toMillis(),
                      one.good() ? "" : "  " + problem(one)));
    }
    context.terminal().say(sentence(run));
  }

  private static String word(ProbeResult result) {
    return switch (result) {
      case ProbeResult.Good _ -> "right";
      case ProbeResult.Wrong _ -> "WRONG";
      case ProbeResult.Late _ -> "LATE";
    };
  }

  /** The name has its own column. */
  private static String problem(CaseResult one) {
    String message = one.result().message();
    String name = one.smoke().name() + ": ";
    return message.startsWith(name) ? message.substring(name.length()) : message;
  }

  private static String sentence(SmokeRun run) {
    long right = run.results().stream().filter(CaseResult::good).count();
    return "%d of %d cases are right".formatted(right, run.results().size());
  }

  private static ObjectNode asJson(SmokeRun run) {
    ObjectNode node =
        JsonLine.object()
            .put("ok", run.verdict() instanceof ProbeResult.Good)
            .put("answers", run.answers().fingerprint().toString())
            .put("sentence", sentence(run));
    ArrayNode list = node.putArray("cases");
    for (CaseResult one : run.results()) {
      list.addObject()
          .put("name", one.smoke().name())
          .put("result", word(one.result()).toLowerCase(Locale.ROOT))
          .put("reason", one.result().reason())
          .put("message", one.result().message())
          .put("millis", one.took().toMillis());
    }
    return node;
  }
}
