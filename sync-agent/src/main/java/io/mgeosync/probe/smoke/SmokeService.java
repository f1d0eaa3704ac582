package io.mgeosync.probe.smoke;

import io.mgeosync.manifest.smoke.SmokeRequest;
import io.mgeosync.probe.ProbeResult;
import java.util.Optional;

/** The running service, as a smoke asks it. */
public interface SmokeService {

  /**
   * One request; returns within its latency budget, answered or not, give or take what it costs to
   * end it.
   */
  SmokeReply sendRequest(SmokeRequest request) throws InterruptedException;

  /** What speaks against asking at all; empty when nothing does. */
  default Optional<ProbeResult> notReady() throws InterruptedException {
    return Optional.empty();
  }
}
