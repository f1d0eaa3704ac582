package io.mgeosync.director.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.base.NodeName;
import io.mgeosync.director.route.TrafficShare;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartsTest {
  private static List<Integer> count(int... weights) {
    List<TrafficShare> shares = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      shares.add(new TrafficShare(new NodeName("n" + i), weights[i]));
    }
    Map<String, String> parts = MapSlots.of(shares);
    return shares.stream()
        .map(share -> Collections.frequency(parts.values(), share.node().value()))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"100, 100, 50, 50", "30, 10, 75, 25", "256, 1, 99, 1", "1, 256, 1, 99"})
  void sharesArePerCent(int left, int right, int leftParts, int rightParts) {
    assertThat(count(left, right)).containsExactly(leftParts, rightParts);
  }

  @Test
  void everyPartIsSomebodys() {
    assertThat(MapSlots.of(List.of(new TrafficShare(new NodeName("n"), 1))))
        .hasSize(100)
        .containsKeys("0", "99");
    assertThat(count(100, 100, 100).stream().mapToInt(Integer::intValue).sum()).isEqualTo(100);
    assertThat(count(7, 11, 256, 1, 1)).allMatch(parts -> parts > 0);
  }

  @Test
  void nobodyHasPartsWithoutShares() {
    assertThat(MapSlots.of(List.of())).isEmpty();
  }

  @Test
  void moreNodesThanPartsIsNoFailure() {
    int[] weights = new int[150];
    Arrays.fill(weights, 10);
    assertThat(count(weights)).containsOnly(0, 1);
  }
}
