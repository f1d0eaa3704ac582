/**
 * Where requests go: what the director decides, and the port through which load balancers follow.
 */
@NullMarked
package io.mgeosync.director.route;

import org.jspecify.annotations.NullMarked;
