package io.mgeosync.probe.smoke;

import io.mgeosync.probe.ProbeResult;
import java.time.Instant;

/** Whether a smoke whose answers were right ran where it should. */
@FunctionalInterface
public interface GpuProof {

  /** For a service that may answer from wherever it likes. */
  GpuProof NOT_ASKED = (smoked, since) -> smoked;

  /**
   * Turns a good smoke into a better or a worse one.
   *
   * @param since when the smoke began
   */
  ProbeResult judge(ProbeResult.Good smoked, Instant since);
}
