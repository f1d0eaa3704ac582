@NullMarked
package io.mgeosync.probe.process;

import org.jspecify.annotations.NullMarked;
