package io.mgeosync.probe.gpu;

import java.util.OptionalInt;

/**
 * An error that the driver reported about one GPU.
 *
 * @param code its number in NVIDIA's catalogue
 * @param pci as in {@link Gpu.Id}
 * @param pid the process that it hit, where that was said
 */
public record Xid(int code, String pci, OptionalInt pid) {}
