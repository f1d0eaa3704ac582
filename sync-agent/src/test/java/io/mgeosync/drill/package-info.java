@NullMarked
package io.mgeosync.drill;

import org.jspecify.annotations.NullMarked;
