package io.mgeosync.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mgeosync.config.AgentConfig;
import io.mgeosync.config.BundleSettings;
import io.mgeosync.fetch.ByteText;
import io.mgeosync.fetch.FetchPlan;
import io.mgeosync.manifest.Refusal;
import java.util.List;

/** What a sync would fetch, bundle by bundle, in words or in JSON. */
final class DryRun {
  private final Context context;
  private final AgentConfig settings;
  private final boolean json;
  private final ArrayNode plans = Json.object().putArray("plans");
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
      ObjectNode all = Json.object();
      all.set("plans", plans);
      context.terminal().say(Json.line(all));
    }
    return ending;
  }

  private void plan(BundleSettings bundle) {
    try {
      FetchPlan plan = context.node().plan(settings, bundle);
      endsWith(plan.fits() ? ExitCode.OK : ExitCode.NO_SPACE);
      plans.add(asJson(plan));
      if (!json) {
        context.terminal().say("%s: %s".formatted(bundle.name(), sentence(plan)));
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

  private static String sentence(FetchPlan plan) {
    String version = plan.pin().version().value();
    String total = ByteText.of(plan.totalBytes());
    if (plan.neededBytes() == 0) {
      return "%s: nothing to fetch, all %s are on this disk".formatted(version, total);
    }
    return "%s: would fetch %s of %s (%s are on this disk), needs %s of room, has %s%s"
        .formatted(
            version,
            ByteText.of(plan.fetched().bytes()),
            total,
            ByteText.of(plan.reused().bytes()),
            ByteText.of(plan.neededBytes()),
            ByteText.of(plan.freeBytes()),
            plan.fits() ? "" : ": too little");
  }

  private static ObjectNode asJson(FetchPlan plan) {
    ObjectNode node = Json.of(plan.pin());
    node.set("fetched", asJson(plan.fetched()));
    node.set("reused", asJson(plan.reused()));
    return node.put("totalBytes", plan.totalBytes())
        .put("neededBytes", plan.neededBytes())
        .put("freeBytes", plan.freeBytes())
        .put("fits", plan.fits());
  }

  private static ObjectNode asJson(FetchPlan.Share share) {
    return Json.object()
        .put("bytes", share.bytes())
        .put("chunks", share.chunks())
        .put("files", share.files());
  }
}
