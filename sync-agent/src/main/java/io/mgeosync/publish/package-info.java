/** From a directory to the store, and from the store to a channel. */
@NullMarked
package io.mgeosync.publish;

import org.jspecify.annotations.NullMarked;
