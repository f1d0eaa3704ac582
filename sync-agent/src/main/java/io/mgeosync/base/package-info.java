/** Values and small tools that every step uses: names, roles, durations, bandwidths, addresses. */
@NullMarked
package io.mgeosync.base;

import org.jspecify.annotations.NullMarked;
