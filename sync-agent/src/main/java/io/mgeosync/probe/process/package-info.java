/** Which processes are the service, and which files they hold: what proc(5) tells of them. */
@NullMarked
package io.mgeosync.probe.process;

import org.jspecify.annotations.NullMarked;
