@NullMarked
package io.mgeosync.disk;

import org.jspecify.annotations.NullMarked;
