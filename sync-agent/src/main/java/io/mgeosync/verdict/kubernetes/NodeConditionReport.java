package io.mgeosync.verdict.kubernetes;

import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeConditionBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The Node's condition, written when there is news and once per heartbeat. Confined to one thread.
 */
final class NodeConditionReport {
  /** As the kubelet writes its own conditions when nothing changes: etcd is not for pulses. */
  static final Duration HEARTBEAT = Duration.ofMinutes(5);

  private final ApiServer api;
  private final String type;
  private final Clock clock;
  private @Nullable Written last;

  private record Written(Report report, String since, Instant at) {}

  NodeConditionReport(ApiServer api, String type, Clock clock) {
    this.api = api;
    this.type = type;
    this.clock = clock;
  }

  /**
   * Brings the condition up to date.
   *
   * @throws ApiServerException when it may not be
   */
  void writeCondition(Report report) {
    Instant now = clock.instant();
    if (last != null && last.report().sameNews(report) && !heartbeatDue(last, now)) {
      return;
    }
    String stamp = stamp(now);
    String since = since(report, stamp);
    api.write(condition(report, since, stamp));
    last = new Written(report, since, now);
  }

  private static boolean heartbeatDue(Written last, Instant now) {
    return Duration.between(last.at(), now).abs().compareTo(HEARTBEAT) >= 0;
  }

  /** An agent that is restarted goes on from what the cluster remembers. */
  private String since(Report report, String now) {
    if (last != null) {
      return last.report().status() == report.status() ? last.since() : now;
    }
    return api.nodeCondition()
        .filter(before -> report.status().word().equals(before.getStatus()))
        .map(NodeCondition::getLastTransitionTime)
        .orElse(now);
  }

  private NodeCondition condition(Report report, String since, String now) {
    return new NodeConditionBuilder()
        .withType(type)
        .withStatus(report.status().word())
        .withReason(report.reason())
        .withMessage(report.message())
        .withLastTransitionTime(since)
        .withLastHeartbeatTime(now)
        .build();
  }

  /** Kubernetes' times have whole seconds. */
  static String stamp(Instant now) {
    return now.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
