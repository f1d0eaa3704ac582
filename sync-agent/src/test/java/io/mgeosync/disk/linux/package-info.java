@NullMarked
package io.mgeosync.disk.linux;

import org.jspecify.annotations.NullMarked;
