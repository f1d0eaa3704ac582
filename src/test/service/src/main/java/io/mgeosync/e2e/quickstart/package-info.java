/** The main job in front of the reader, in about a minute. */
@NullMarked
package io.mgeosync.e2e.quickstart;

import org.jspecify.annotations.NullMarked;
