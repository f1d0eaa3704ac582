/** Which process of this machine is the service, found under {@code /proc}. */
@NullMarked
package io.mgeosync.probe.process;

import org.jspecify.annotations.NullMarked;
