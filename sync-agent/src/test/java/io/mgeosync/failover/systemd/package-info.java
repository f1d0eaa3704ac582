@NullMarked
package io.mgeosync.failover.systemd;

import org.jspecify.annotations.NullMarked;
