@NullMarked
package io.mgeosync.probe.gpu.nvidia;

import org.jspecify.annotations.NullMarked;
