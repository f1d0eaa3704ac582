/**
 * The exercise of a failover: takes the primary out under the operator's eyes, with requests of its
 * own on the way, and always brings it back.
 */
@NullMarked
package io.mgeosync.drill;

import org.jspecify.annotations.NullMarked;
