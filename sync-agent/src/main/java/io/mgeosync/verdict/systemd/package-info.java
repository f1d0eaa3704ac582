/** The agent as a service that systemd starts, watches and stops. */
@NullMarked
package io.mgeosync.verdict.systemd;

import org.jspecify.annotations.NullMarked;
