@NullMarked
package io.mgeosync.failover.drill.report;

import org.jspecify.annotations.NullMarked;
