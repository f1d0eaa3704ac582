/** From a directory to its manifest. */
@NullMarked
package io.mgeosync.manifest.scan;

import org.jspecify.annotations.NullMarked;
