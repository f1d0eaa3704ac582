/** The node's disk: who knows the names, who writes durably, who holds the lock. */
@NullMarked
package io.mgeosync.disk;

import org.jspecify.annotations.NullMarked;
