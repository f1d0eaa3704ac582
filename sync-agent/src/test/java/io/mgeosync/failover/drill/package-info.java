@NullMarked
package io.mgeosync.failover.drill;

import org.jspecify.annotations.NullMarked;
