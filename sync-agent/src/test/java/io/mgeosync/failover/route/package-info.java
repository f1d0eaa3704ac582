@NullMarked
package io.mgeosync.failover.route;

import org.jspecify.annotations.NullMarked;
