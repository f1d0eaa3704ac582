package io.mgeosync.director.haproxy;

import io.mgeosync.director.route.TrafficShare;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Divides the new requests into equal parts, each of them one node's. */
final class MapSlots {
  /** How many: {@code rand(100)} in deploy/haproxy/director.cfg draws one for each request. */
  static final int COUNT = 100;

  private MapSlots() {}

  /**
   * Whose each part is, by the part's number; empty without shares.
   *
   * <p>Each node has one part at least, as long as there are enough; the others go, one by one, to
   * the node with the fewest for its weight (D'Hondt's method).
   */
  static Map<String, String> of(List<TrafficShare> shares) {
    Map<String, String> parts = new TreeMap<>();
    int[] has = new int[shares.size()];
    for (int part = 0; part < COUNT && !shares.isEmpty(); part++) {
      int next = next(shares, has);
      has[next]++;
      parts.put(Integer.toString(part), shares.get(next).node().value());
    }
    return parts;
  }

  private static int next(List<TrafficShare> shares, int[] has) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < has.length; i++) {
      all.add(i);
    }
    return Collections.max(
        all, Comparator.comparingDouble(i -> claim(shares.get(i).weight(), has[i])));
  }

  private static double claim(int weight, int has) {
    return has == 0 ? Double.MAX_VALUE : (double) weight / (has + 1);
  }
}
