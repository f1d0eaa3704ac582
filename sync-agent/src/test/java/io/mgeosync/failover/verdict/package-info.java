@NullMarked
package io.mgeosync.failover.verdict;

import org.jspecify.annotations.NullMarked;
