/** The files of deploy/ with the real servers that they are for. */
@NullMarked
package io.mgeosync.e2e.deploy;

import org.jspecify.annotations.NullMarked;
