package io.mgeosync.probe.gpu;

import io.mgeosync.probe.ProbeResult;
import io.mgeosync.probe.ProbeResult.Good;
import io.mgeosync.probe.ProbeResult.Late;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets each GPU compute once per interval, and again at every look after it failed. One look begins
 * no further check once half of its deadline is over, so that a node with many GPUs is checked over
 * several looks; until each has computed once, nothing is known. Confined to one caller at a time.
 */
public final class ComputeRounds {
  private final ComputeCheck check;
  private final Duration interval;
  private final Duration budget;
  private final InstantSource clock;
  private final Map<String, Instant> computed = new HashMap<>();
  private final Map<String, Optional<Duration>> took = new HashMap<>();

  ComputeRounds(ComputeCheck check, Duration interval, Duration deadline, InstantSource clock) {
    this.check = check;
    this.interval = interval;
    this.budget = deadline.dividedBy(2);
    this.clock = clock;
  }

  /**
   * Adds to a good result what the GPUs compute.
   *
   * @param units UUIDs of GPUs or MIG devices
   */
  ProbeResult look(Good sofar, List<String> units) {
    Instant end = clock.instant().plus(budget);
    try {
      units.stream()
          .filter(this::isDue)
          .takeWhile(unit -> clock.instant().isBefore(end))
          .forEach(this::compute);
    } catch (GpuException e) {
      return e.result();
    }
    List<String> missing = units.stream().filter(unit -> !computed.containsKey(unit)).toList();
    return missing.isEmpty()
        ? new Good(sofar.reason(), sofar.message() + times(units))
        : new Late(
            "NotComputedYet",
            "%d of %d GPUs have not computed yet".formatted(missing.size(), units.size()));
  }

  private boolean isDue(String unit) {
    Instant last = computed.get(unit);
    return last == null || !clock.instant().isBefore(last.plus(interval));
  }

  private void compute(String unit) {
    computed.remove(unit);
    took.put(unit, check.compute(unit));
    computed.put(unit, clock.instant());
  }

  private String times(List<String> units) {
    List<Duration> times =
        units.stream().flatMap(unit -> took.getOrDefault(unit, Optional.empty()).stream()).toList();
    String slowest =
        times.stream()
            .max(Duration::compareTo)
            .map(t -> ", computes in %d µs".formatted(t.toNanos() / 1000))
            .orElse("");
    int hidden = units.size() - times.size();
    return hidden == 0
        ? slowest
        : slowest
            + "; warning: CUDA does not show the agent %d of %d".formatted(hidden, units.size());
  }
}
