/** From settings to a store: the one place that knows all kinds of stores. */
@NullMarked
package io.mgeosync.store.open;

import org.jspecify.annotations.NullMarked;
