/** The parts put together into one running director, beside a load balancer. */
@NullMarked
package io.mgeosync.director;

import org.jspecify.annotations.NullMarked;
