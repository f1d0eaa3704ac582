package io.mgeosync.drill.report;

import io.mgeosync.base.NodeName;
import io.mgeosync.director.client.ActuatorState;
import io.mgeosync.director.client.DirectorState;
import io.mgeosync.director.client.ReportedNode;
import io.mgeosync.director.route.Route;
import io.mgeosync.director.route.TrafficShare;
import io.mgeosync.drill.DrillMode;
import io.mgeosync.drill.DrillPlan;
import io.mgeosync.drill.DrillReport;
import io.mgeosync.drill.DrillSettings;
import io.mgeosync.drill.Sample;
import io.mgeosync.drill.Sample.Outcome;
import io.mgeosync.drill.Timeline;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** A drill of 40 seconds as it might have gone, always the same. */
final class Reports {
  private static final NodeName A = new NodeName("gpu-a");
  private static final NodeName B = new NodeName("gpu-b");

  private Reports() {}

  static long millis(double millis) {
    return Math.round(millis * TimeUnit.MILLISECONDS.toNanos(1));
  }

  /** At 20 requests a second; nothing but what {@code bad} holds went wrong. */
  static DrillReport with(List<Sample> bad) {
    return with(20, bad);
  }

  static DrillReport with(int rate, List<Sample> bad) {
    var samples = new ArrayList<>(bad);
    for (int i = 0; i < 40 * rate; i++) {
      double wave = 12 + 4 * Math.sin(i * 0.7) + (i % 97 == 0 ? 60 : 0);
      double due = i * 1000.0 / rate;
      NodeName node = due >= 5000 && due < 35_000 ? B : A;
      samples.add(new Sample(millis(due), millis(wave), Outcome.RIGHT, "", node.value()));
    }
    long last = bad.stream().mapToLong(Sample::end).max().orElse(millis(5000));
    return new DrillReport(
        Instant.parse("2026-11-23T03:00:00Z"),
        settings(rate),
        List.of("http://127.0.0.1:9641/"),
        new DrillPlan(A, List.of(B), state(7, A, B, "as configured")),
        Optional.of(state(8, B, A, "gpu-a: refused by the operator")),
        Optional.of(state(9, A, B, "gpu-a is ready")),
        new Timeline(
            millis(5000),
            OptionalLong.of(millis(5003.4)),
            bad.stream().mapToLong(Sample::due).min().orElse(last),
            OptionalLong.of(last),
            millis(35_000),
            OptionalLong.of(millis(35_610)),
            millis(40_000)),
        samples,
        List.of());
  }

  private static DrillSettings settings(int rate) {
    return new DrillSettings(
        URI.create("http://127.0.0.1:8080/predict"),
        DrillMode.REFUSE,
        rate,
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        0,
        Duration.ofSeconds(10),
        Duration.ofSeconds(60));
  }

  static DirectorState state(long sequence, NodeName first, NodeName spare, String why) {
    return new DirectorState(
        new Route(sequence, List.of(new TrafficShare(first, 100)), List.of(spare), why),
        Optional.of(A),
        List.of(node(A, "NVIDIA A100-SXM4-40GB"), node(B, "Tesla T4")),
        List.of(new ActuatorState("nginx", true, "", sequence)),
        List.of());
  }

  private static ReportedNode node(NodeName name, String gpu) {
    return new ReportedNode(
        name, name.equals(A), "ready", "", false, Optional.of("v1.2.0"), Optional.of(gpu));
  }
}
