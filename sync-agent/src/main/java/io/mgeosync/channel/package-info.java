/**
 * Which bundle versions may be served: pins, the channel that holds them, and the memory against
 * rollback.
 */
@NullMarked
package io.mgeosync.channel;

import org.jspecify.annotations.NullMarked;
