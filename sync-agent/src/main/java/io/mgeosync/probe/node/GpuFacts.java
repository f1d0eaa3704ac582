package io.mgeosync.probe.node;

import io.mgeosync.manifest.ComputeCapability;
import io.mgeosync.manifest.DriverVersion;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the node's GPUs are, as far as a bundle may require it. */
@FunctionalInterface
public interface GpuFacts {
  /** For a node whose configuration does not ask about its GPUs. */
  GpuFacts NOT_ASKED = () -> new Absent("this node's GPU driver is not asked; configure gpu");

  /** Looks once. May hang or throw, which says nothing; that no GPU can be used is an answer. */
  Answer lookAtGpus() throws Exception;

  /** What one look found. */
  sealed interface Answer {}

  /**
   * The GPUs that a service may use.
   *
   * @param driver empty when it does not say its version
   */
  record Present(Optional<DriverVersion> driver, List<Gpu> gpus) implements Answer {
    public Present {
      gpus = List.copyOf(gpus);
    }
  }

  /**
   * No GPU can be used.
   *
   * @param why one line, with the remedy
   */
  record Absent(String why) implements Answer {}

  /**
   * One GPU.
   *
   * @param model such as {@code NVIDIA A100-SXM4-40GB}
   * @param memory in all, in bytes; empty when not said
   */
  record Gpu(String model, OptionalLong memory, Optional<ComputeCapability> computeCapability) {}
}
