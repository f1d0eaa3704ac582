package io.mgeosync.agent;

import io.mgeosync.probe.smoke.GpuWork;

/** A driver that nobody asks. */
final class NoGpus implements GpuWork {
  @Override
  public Look look() {
    return new Unseen("no smoke is run here");
  }

  @Override
  public Measurement begin() {
    return () -> new Unmeasured("no smoke is run here");
  }
}
