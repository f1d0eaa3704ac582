@NullMarked
package io.mgeosync.activate;

import org.jspecify.annotations.NullMarked;
