/** The clients: requests at a fixed rate, each answer judged, and what they add up to. */
@NullMarked
package io.mgeosync.e2e.bench.failover.load;

import org.jspecify.annotations.NullMarked;
