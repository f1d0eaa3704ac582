/** One cycle: read a snapshot, decide, act, return one sentence. */
@NullMarked
package io.mgeosync.reconcile;

import org.jspecify.annotations.NullMarked;
