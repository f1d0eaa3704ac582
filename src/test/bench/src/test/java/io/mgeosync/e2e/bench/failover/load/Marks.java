package io.mgeosync.e2e.bench.failover.load;

import java.util.OptionalLong;

/**
 * The moments of one run, in microseconds since 1970.
 *
 * @param fault from when on the fault was in force, or the planned change had begun
 * @param detected when traffic was to go elsewhere, if anybody noticed
 * @param healed from when on the fault was over, or the change was done
 */
public record Marks(long fault, OptionalLong detected, long healed) {
  public Marks {
    if (healed < fault) {
      throw new IllegalArgumentException("healed before there was a fault");
    }
  }

  boolean faulty(Sample sample) {
    return sample.due() >= fault && sample.due() < healed;
  }

  boolean afterHeal(Sample sample) {
    return sample.due() >= healed;
  }

  /** Whether it was sent when traffic should have gone elsewhere already. */
  boolean afterDetection(Sample sample) {
    return detected.isPresent() && sample.due() >= detected.getAsLong();
  }

  /** Whether it was sent during the fault and before anybody noticed. */
  boolean beforeDetection(Sample sample) {
    return faulty(sample) && !afterDetection(sample);
  }
}
