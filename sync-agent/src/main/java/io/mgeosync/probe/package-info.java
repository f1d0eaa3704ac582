/** Bounded checks that yield a result and never throw or hang. */
@NullMarked
package io.mgeosync.probe;

import org.jspecify.annotations.NullMarked;
