package io.mgeosync.probe.smoke;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What the GPU driver says about who computes on this node's GPUs. */
@FunctionalInterface
public interface GpuWork {

  /** One look; never throws for a driver that is away or refuses, but says so. */
  Look look(Instant since);

  /** What one look found. */
  sealed interface Look {}

  /**
   * The driver answered.
   *
   * @param processes that have a compute context on any GPU now, each once
   * @param busiest the highest utilisation that any GPU showed since then, 0 to 100 per cent; empty
   *     when the driver does not say
   */
  record Seen(List<ComputeProcess> processes, OptionalInt busiest) implements Look {
    public Seen {
      processes = List.copyOf(processes);
    }
  }

  /** Nothing is known, and why. */
  record Unseen(String why) implements Look {}

  /**
   * A process with a compute context.
   *
   * @param pid in the initial PID namespace, as the driver reports it
   * @param usedMemory bytes of GPU memory over all GPUs; empty when the driver does not say
   */
  record ComputeProcess(long pid, OptionalLong usedMemory) {}
}
