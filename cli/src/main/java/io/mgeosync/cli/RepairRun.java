package io.mgeosync.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mgeosync.config.AgentConfig;
import io.mgeosync.disk.DirectoryBusyException;
import io.mgeosync.fetch.FetchListener;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.reconcile.BundleSettings;
import java.time.Duration;
import java.util.List;

/** Verifies active releases and replaces damaged ones, by this process or by the running agent. */
final class RepairRun {
  private static final String KEPT = "kept";

  private final Context context;
  private final AgentConfig settings;
  private final Duration wait;
  private final boolean json;
  private final ArrayNode repairs = JsonLine.object().putArray("repairs");
  private ExitCode ending = ExitCode.OK;

  RepairRun(Context context, AgentConfig settings, Duration wait, boolean json) {
    this.context = context;
    this.settings = settings;
    this.wait = wait;
    this.json = json;
  }

  /** Ends by the first bundle that has a problem. */
  ExitCode run(List<BundleSettings> bundles) {
    bundles.forEach(this::repair);
    if (json) {
      ObjectNode all = JsonLine.object().put("ok", ending == ExitCode.OK);
      all.set("repairs", repairs);
      context.terminal().say(JsonLine.line(all));
    }
    return ending;
  }

  private void repair(BundleSettings bundle) {
    ObjectNode result = repairs.addObject().put("bundle", bundle.name().value());
    try {
      Node.Cycle cycle = cycle(bundle);
      result.put("outcome", cycle.outcome()).put("sentence", cycle.sentence());
      sayCycle(bundle.name(), cycle);
    } catch (Refusal refusal) {
      result.put("problem", refusal.getMessage());
      endsWith(ExitCode.of(refusal.kind()));
      context.terminal().complain(bundle.name() + ": " + refusal.getMessage());
    }
  }

  /** What is kept although it is damaged is still wrong, whyever it could not be replaced. */
  private void sayCycle(BundleName bundle, Node.Cycle cycle) {
    String line = bundle + ": " + cycle.sentence();
    if (cycle.problem().isPresent()) {
      ExitCode why = ExitCode.of(cycle.problem().get().kind());
      endsWith(cycle.outcome().equals(KEPT) ? ExitCode.MISMATCH : why);
      context.terminal().complain(line);
    } else if (!json) {
      context.terminal().showProgress("");
      context.terminal().say(line);
    }
  }

  private Node.Cycle cycle(BundleSettings bundle) {
    try {
      return context.node().repair(settings, bundle, listener(bundle.name()));
    } catch (DirectoryBusyException busy) {
      return askAgent(bundle.name(), busy);
    }
  }

  /** Any other holder of the lock, such as a sync, cannot be asked. */
  private Node.Cycle askAgent(BundleName bundle, DirectoryBusyException busy) {
    var agent = new AgentEndpoint(settings);
    var scrub = new AgentScrub(agent, bundle, wait, context.clock());
    JsonNode before = scrub.status().orElseThrow(() -> busy);
    context
        .terminal()
        .note(
            "%s: asking the running agent to verify and repair it; waiting up to %d s"
                .formatted(bundle, wait.toSeconds()));
    return scrub.run(before);
  }

  private FetchListener listener(BundleName bundle) {
    return new SyncText(context.terminal(), context.clock(), false).listener(bundle);
  }

  private void endsWith(ExitCode one) {
    if (ending == ExitCode.OK) {
      ending = one;
    }
  }
}
