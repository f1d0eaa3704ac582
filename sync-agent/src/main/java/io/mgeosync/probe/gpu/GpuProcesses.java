package io.mgeosync.probe.gpu;

import java.time.Instant;
import java.util.List;

/**
 * Who computes on the GPUs of this node, and whether they do. May hang as the driver may, and is
 * confined to one caller at a time.
 */
public interface GpuProcesses {
  /**
   * The processes of this moment, one item for each GPU.
   *
   * @throws GpuException when the driver does not answer; its {@link GpuException#result()} says
   *     whether that proves anything
   */
  List<GpuUse> look();

  /**
   * Begins to measure what they do.
   *
   * @throws GpuException as {@link #look}
   */
  Measurement begin();

  /** Something that was begun and is ended once. */
  @FunctionalInterface
  interface Measurement {
    /**
     * What the GPUs did meanwhile, one item for each unit that a process computed on.
     *
     * @param since when it was begun, by the wall clock: the driver's samples bear its time
     * @throws GpuException as {@link #look}, or when the driver was opened again meanwhile
     */
    List<GpuActivity> end(Instant since);
  }
}
