package io.mgeosync.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mgeosync.config.AgentConfig;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.reconcile.BundleSettings;
import io.mgeosync.reconcile.CyclePlan;
import java.util.List;

/** What a sync would do, bundle by bundle, in words or in JSON. */
final class DryRun {
  private final Context context;
  private final AgentConfig settings;
  private final boolean json;
  private final ArrayNode plans = JsonLine.object().putArray("plans");
  private ExitCode ending = ExitCode.OK;

  DryRun(Context context, AgentConfig settings, boolean json) {
    this.context = context;
    this.settings = settings;
    this.json = json;
  }

  /** Ends as the sync would, by the first bundle that has a problem. */
  ExitCode run(List<BundleSettings> bundles) {
    bundles.forEach(this::plan);
    if (json) {
      ObjectNode all = JsonLine.object();
      all.set("plans", plans);
      context.terminal().say(JsonLine.line(all));
    }
    return ending;
  }

  private void plan(BundleSettings bundle) {
    try {
      CyclePlan plan = context.node().plan(settings, bundle);
      endsWith(plan.desired().fits() ? ExitCode.OK : ExitCode.NO_SPACE);
      plans.add(PlanJson.of(plan));
      if (!json) {
        PlanText.lines(plan).forEach(line -> context.terminal().say(bundle.name() + ": " + line));
      }
    } catch (Refusal refusal) {
      endsWith(ExitCode.of(refusal.kind()));
      plans.addObject().put("bundle", bundle.name().value()).put("problem", refusal.getMessage());
      context.terminal().complain(bundle.name() + ": " + refusal.getMessage());
    }
  }

  private void endsWith(ExitCode one) {
    if (ending == ExitCode.OK) {
      ending = one;
    }
  }
}
