/** HAProxy follows the route through its runtime socket. */
@NullMarked
package io.mgeosync.failover.haproxy;

import org.jspecify.annotations.NullMarked;
