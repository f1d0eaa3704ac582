package io.mgeosync.e2e.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What the numbers are held to; medians everywhere. */
final class Targets {
  private static final double MIB = 1024 * 1024;
  private static final double START_OF_A_JVM = 0.6;

  private final Results results;
  private final List<String> lines = new ArrayList<>();

  private Targets(Results results) {
    this.results = results;
  }

  /** One line for each target: what was measured, what it may be, and whether that is met. */
  static List<String> lines(Results results) {
    var targets = new Targets(results);
    targets.cold(Peers.AGENT, 0);
    targets.cold(Peers.SYNC, START_OF_A_JVM);
    targets.unchanged();
    targets.changed();
    targets.verify();
    targets.neighbour();
    return targets.lines;
  }

  private void cold(String who, double grace) {
    Optional<Row> ours = results.row(Workload.COLD, who);
    double unproven = fastestUnproven();
    var checked = results.row(Workload.COLD, Peers.RCLONE_SHA256);
    Optional<Double> wall = median(ours, Usage::wall).map(seconds -> seconds - grace);
    String less = grace == 0 ? "" : " (less %s s)".formatted(grace);
    atMost(
        "cold pull, " + who + less + ": wall ÷ fastest that proves nothing",
        over(wall, unproven),
        1.2);
    atMost(
        "cold pull, " + who + less + ": wall ÷ rclone then sha256sum -c",
        over(wall, median(checked, Usage::wall).orElse(Double.NaN)),
        0.5);
    atMost(
        "cold pull, " + who + ": CPU ÷ rclone then sha256sum -c",
        over(median(ours, Usage::cpu), median(checked, Usage::cpu).orElse(Double.NaN)),
        0.6);
    atMost("cold pull, " + who + ": peak RSS, MiB", ours.map(row -> row.most(Usage::peakRss)), 200);
  }

  private double fastestUnproven() {
    return Stream.of(Peers.RCLONE, Peers.RCLONE_WIDE, Peers.S5CMD)
        .flatMap(name -> results.row(Workload.COLD, name).stream())
        .mapToDouble(row -> row.median(Usage::wall))
        .min()
        .orElse(Double.NaN);
  }

  private void unchanged() {
    Optional<Row> agent = results.row(Workload.UNCHANGED, Peers.AGENT);
    atMost(
        "unchanged, agent: requests",
        agent.flatMap(Row::wire).map(wire -> (double) wire.requests()),
        3);
    atMost(
        "unchanged, agent: CPU, ms", median(agent, Usage::cpu).map(seconds -> seconds * 1000), 20);
    atMost("unchanged, mgeo-sync sync: wall ÷ rclone", overRclone(Workload.UNCHANGED), 1);
  }

  private void changed() {
    Optional<Double> wire =
        results
            .row(Workload.INSERTION, Peers.AGENT)
            .flatMap(Row::wire)
            .map(sent -> 100.0 * sent.bytes());
    Optional<Double> whole =
        results
            .row(Workload.COLD, Peers.AGENT)
            .flatMap(Row::wire)
            .map(sent -> (double) sent.bytes());
    atMost("insertion, agent: % of a cold pull's bytes", over(wire, whole.orElse(Double.NaN)), 2);
    atMost("10 000 small files, mgeo-sync sync: wall ÷ rclone", overRclone(Workload.MANY), 1);
    atMost(
        "killed at half, mgeo-sync sync: MiB fetched twice",
        results.fetchedTwice(Peers.SYNC).map(bytes -> bytes / MIB),
        64);
  }

  private Optional<Double> overRclone(String work) {
    return over(wall(work, Peers.SYNC), wall(work, Peers.RCLONE).orElse(Double.NaN));
  }

  private void verify() {
    Optional<Double> one = wall(VerifyBench.ONE_CORE, VerifyBench.VERIFY);
    Optional<Double> two = wall(VerifyBench.TWO_CORES, VerifyBench.VERIFY);
    atLeast(
        "verify, one core: times as fast as sha256sum -c",
        over(wall(VerifyBench.ONE_CORE, VerifyBench.SHA256SUM), one.orElse(Double.NaN)),
        3);
    atLeast("verify, two cores: times as fast as on one", over(one, two.orElse(Double.NaN)), 1.8);
  }

  private Optional<Double> wall(String work, String who) {
    return median(results.row(work, who), Usage::wall);
  }

  private void neighbour() {
    atMost(
        "service's p99 while the agent pulls ÷ alone",
        over(
            results.latency(Peers.AGENT), results.latency(NeighbourBench.QUIET).orElse(Double.NaN)),
        1.2);
  }

  private static Optional<Double> median(Optional<Row> row, ToDoubleFunction<Usage> what) {
    return row.map(found -> found.median(what));
  }

  private static Optional<Double> over(Optional<Double> value, double divisor) {
    return value.map(number -> number / divisor).filter(Double::isFinite);
  }

  private void atMost(String what, Optional<Double> measured, double limit) {
    add(what, measured, "≤", limit, (is, most) -> is <= most);
  }

  private void atLeast(String what, Optional<Double> measured, double limit) {
    add(what, measured, "≥", limit, (is, least) -> is >= least);
  }

  private interface Test {
    boolean met(double measured, double limit);
  }

  private void add(String what, Optional<Double> measured, String sign, double limit, Test test) {
    String verdict =
        measured.map(is -> test.met(is, limit) ? "met" : "NOT MET").orElse("not measured");
    String value = measured.map(Table::number).orElse("–");
    lines.add("%-12s  %s %s %s: %s".formatted(verdict, what, sign, Table.number(limit), value));
  }
}
