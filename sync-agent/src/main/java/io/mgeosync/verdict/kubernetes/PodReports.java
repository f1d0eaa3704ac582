package io.mgeosync.verdict.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The readiness gate of each of the node's model pods, written only where it says otherwise. */
final class PodReports {
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed");
  private static final int GONE = 404;

  private final ApiServer api;
  private final String type;
  private final Clock clock;

  PodReports(ApiServer api, String type, Clock clock) {
    this.api = api;
    this.type = type;
    this.clock = clock;
  }

  /**
   * Brings every pod up to date; one that cannot be does not keep the others from it.
   *
   * @throws ApiServerException the first failure, after all have been tried
   */
  void writeConditions(Report report) {
    ApiServerException failure = null;
    for (Pod pod : api.pods()) {
      failure = firstOf(failure, writeConditions(pod, report));
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static @Nullable ApiServerException firstOf(
      @Nullable ApiServerException first, @Nullable ApiServerException second) {
    return first == null ? second : first;
  }

  private @Nullable ApiServerException writeConditions(Pod pod, Report report) {
    Optional<PodCondition> before = before(pod);
    if (ended(pod) || before.filter(one -> says(one, report)).isPresent()) {
      return null;
    }
    try {
      api.write(pod, condition(before, report));
      return null;
    } catch (ApiServerException e) {
      return e.code() == GONE ? null : e;
    }
  }

  private static boolean ended(Pod pod) {
    return pod.getStatus() != null && ENDED.contains(pod.getStatus().getPhase());
  }

  private Optional<PodCondition> before(Pod pod) {
    return pod.getStatus() == null
        ? Optional.empty()
        : pod.getStatus().getConditions().stream()
            .filter(one -> one.getType().equals(type))
            .findFirst();
  }

  private static boolean says(PodCondition before, Report report) {
    return report.status().word().equals(before.getStatus())
        && report.reason().equals(before.getReason());
  }

  private PodCondition condition(Optional<PodCondition> before, Report report) {
    String status = report.status().word();
    return new PodConditionBuilder()
        .withType(type)
        .withStatus(status)
        .withReason(report.reason())
        .withMessage(report.message())
        .withLastTransitionTime(
            before
                .filter(one -> status.equals(one.getStatus()))
                .map(PodCondition::getLastTransitionTime)
                .orElseGet(() -> NodeConditionReport.stamp(clock.instant())))
        .build();
  }
}
