package io.mgeosync.cli;

import io.mgeosync.fetch.ByteText;
import io.mgeosync.fetch.FetchPlan;
import io.mgeosync.reconcile.CyclePlan;
import io.mgeosync.reconcile.CyclePlan.Removal;
import java.util.ArrayList;
import java.util.List;

/** A plan in lines for people: what is wanted, what is for later, what would go. */
final class PlanText {
  private PlanText() {}

  static List<String> lines(CyclePlan plan) {
    List<String> lines = new ArrayList<>();
    lines.add(sentence(plan.desired()));
    plan.prefetched().forEach(later -> lines.add("for later, " + sentence(later)));
    plan.problems().forEach(problem -> lines.add("for later: " + problem.getMessage()));
    plan.removed().forEach(removal -> lines.add(sentence(removal)));
    plan.alarm().ifPresent(alarm -> lines.add("warning: " + alarm));
    return lines;
  }

  private static String sentence(Removal removal) {
    return "would delete release %s and free %s"
        .formatted(removal.release(), ByteText.of(removal.bytes()));
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
}
