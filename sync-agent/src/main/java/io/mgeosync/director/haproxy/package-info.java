/** HAProxy follows the route through its runtime socket. */
@NullMarked
package io.mgeosync.director.haproxy;

import org.jspecify.annotations.NullMarked;
