@NullMarked
package io.mgeosync.failover.client;

import org.jspecify.annotations.NullMarked;
