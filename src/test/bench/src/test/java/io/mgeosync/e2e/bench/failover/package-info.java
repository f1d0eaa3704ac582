/**
 * The failover benchmark: faults on one of two nodes behind the recipe's nginx and behind ours,
 * seen by clients at a fixed rate. Started by {@code src/test/bench/failover}.
 */
@NullMarked
package io.mgeosync.e2e.bench.failover;

import org.jspecify.annotations.NullMarked;
