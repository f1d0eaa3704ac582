/** NVIDIA's binding: its management library, CUDA and the kernel's Xid lines. */
@NullMarked
package io.mgeosync.probe.gpu.nvidia;

import org.jspecify.annotations.NullMarked;
