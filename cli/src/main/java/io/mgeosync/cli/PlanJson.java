package io.mgeosync.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mgeosync.fetch.FetchPlan;
import io.mgeosync.reconcile.CyclePlan;

/** A plan for programs; keys are only ever added. */
final class PlanJson {
  private PlanJson() {}

  static ObjectNode of(CyclePlan plan) {
    ObjectNode node = of(plan.desired());
    ArrayNode prefetched = node.putArray("prefetched");
    plan.prefetched().forEach(later -> prefetched.add(of(later)));
    ArrayNode problems = node.putArray("prefetchProblems");
    plan.problems().forEach(problem -> problems.add(problem.getMessage()));
    ArrayNode removed = node.putArray("removed");
    plan.removed()
        .forEach(
            removal ->
                removed
                    .addObject()
                    .put("release", removal.release().toString())
                    .put("bytes", removal.bytes()));
    ArrayNode warnings = node.putArray("warnings");
    plan.alarm().ifPresent(warnings::add);
    return node.put("removedBytes", plan.removedBytes());
  }

  private static ObjectNode of(FetchPlan plan) {
    ObjectNode node = JsonLine.of(plan.pin());
    node.set("fetched", of(plan.fetched()));
    node.set("reused", of(plan.reused()));
    return node.put("totalBytes", plan.totalBytes())
        .put("neededBytes", plan.neededBytes())
        .put("freeBytes", plan.freeBytes())
        .put("fits", plan.fits());
  }

  private static ObjectNode of(FetchPlan.Share share) {
    return JsonLine.object()
        .put("bytes", share.bytes())
        .put("chunks", share.chunks())
        .put("files", share.files());
  }
}
