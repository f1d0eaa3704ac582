@NullMarked
package io.mgeosync.probe.gpu;

import org.jspecify.annotations.NullMarked;
