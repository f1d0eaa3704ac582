/** From verified to current, atomically. */
@NullMarked
package io.mgeosync.activate;

import org.jspecify.annotations.NullMarked;
