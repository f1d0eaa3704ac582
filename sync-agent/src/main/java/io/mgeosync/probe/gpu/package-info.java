/**
 * Whether the GPUs that should be here are here, and compute: NVIDIA's management library and CUDA
 * driver, bound at run time. Nothing here needs a GPU, a driver or a toolkit to be loaded.
 */
@NullMarked
package io.mgeosync.probe.gpu;

import org.jspecify.annotations.NullMarked;
