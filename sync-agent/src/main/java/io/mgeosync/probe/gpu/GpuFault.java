package io.mgeosync.probe.gpu;

/** A GPU that the driver lists and that does not answer. */
public record GpuFault(int index, GpuException cause) {}
