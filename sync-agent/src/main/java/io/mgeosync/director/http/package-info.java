/** The director's endpoints: the route for load balancers and operators. */
@NullMarked
package io.mgeosync.director.http;

import org.jspecify.annotations.NullMarked;
