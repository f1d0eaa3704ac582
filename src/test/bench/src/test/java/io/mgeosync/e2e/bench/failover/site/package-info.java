/** One load balancer and two nodes, each in a network namespace of its own. */
@NullMarked
package io.mgeosync.e2e.bench.failover.site;

import org.jspecify.annotations.NullMarked;
