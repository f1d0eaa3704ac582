/**
 * Whether the GPUs that should be here are here, and compute: what a healthy GPU is, for every
 * vendor. Nothing here needs a GPU, a driver or a toolkit to be loaded.
 */
@NullMarked
package io.mgeosync.probe.gpu;

import org.jspecify.annotations.NullMarked;
