/** The planned move of traffic to a named node, at one director after another. */
@NullMarked
package io.mgeosync.director.switchover;

import org.jspecify.annotations.NullMarked;
