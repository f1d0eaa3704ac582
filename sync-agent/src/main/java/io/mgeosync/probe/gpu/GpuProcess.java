package io.mgeosync.probe.gpu;

import java.util.OptionalLong;

/**
 * A process that computes on a GPU.
 *
 * @param pid in the PID namespace of the agent; a process of another container may not be listed
 * @param usedBytes of the GPU's memory; empty when the driver does not know, as in some containers
 */
public record GpuProcess(int pid, OptionalLong usedBytes) {}
