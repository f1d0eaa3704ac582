package io.mgeosync.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  @Test
  void theMedianStandsInTheMiddle() {
    assertThat(Statistics.median(new double[] {9, 1, 5})).isEqualTo(5);
    assertThat(Statistics.median(new double[] {9, 1, 5, 7})).isEqualTo(6);
    assertThatThrownBy(() -> Statistics.median(new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aQuantileIsOneOfTheValues() {
    double[] hundred = DoubleStream.iterate(100, x -> x - 1).limit(100).toArray();

    assertThat(Statistics.quantile(hundred, 0.99)).isEqualTo(99);
    assertThat(Statistics.quantile(hundred, 1)).isEqualTo(100);
    assertThat(Statistics.quantile(new double[] {3}, 0.5)).isEqualTo(3);
  }

  @Test
  void theTableDividesMediansByThoseOfTheFirstRowOfTheSameWork() {
    String table = Table.of(List.of(row("a", "x", 2, 2, 8), row("a", "y", 3), row("b", "y", 5)));

    List<String> lines = table.lines().toList();
    assertThat(lines.get(2)).contains("2.00 (2.00–8.00)", "| 1.00 ");
    assertThat(lines.get(3)).contains("| 1.50 ");
    assertThat(lines.get(4)).contains("| 1.00 ");
    assertThat(lines).extracting(String::length).containsOnly(lines.getFirst().length());
  }

  @Test
  void aTargetThatWasNotMeasuredIsNotMet() {
    assertThat(Targets.lines(new Results()))
        .isNotEmpty()
        .allMatch(l -> l.startsWith("not measured"));
  }

  @Test
  void aTargetIsHeldAgainstTheFastestPeerThatProvesNothing() {
    var results = new Results();
    results.add(row(Workload.COLD, Peers.RCLONE, 10));
    results.add(row(Workload.COLD, Peers.RCLONE_WIDE, 5));
    results.add(row(Workload.COLD, Peers.AGENT, 7));

    assertThat(Targets.lines(results).getFirst()).startsWith("NOT MET").endsWith("1.20: 1.40");
  }

  private static Row row(String work, String who, double... walls) {
    List<Usage> runs = DoubleStream.of(walls).mapToObj(wall -> new Usage(wall, 1, 1, 0)).toList();
    return new Row(work, who, runs, Optional.empty(), "");
  }
}
