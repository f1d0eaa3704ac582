/** The planned move of traffic to a named node, at one director after another. */
@NullMarked
package io.mgeosync.failover.switchover;

import org.jspecify.annotations.NullMarked;
