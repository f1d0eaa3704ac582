/** From staging to verified: the only maker of a VerifiedBundle. */
@NullMarked
package io.mgeosync.verify;

import org.jspecify.annotations.NullMarked;
