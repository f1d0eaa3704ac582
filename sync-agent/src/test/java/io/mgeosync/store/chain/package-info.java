/** Chains of good, absent and lying mirrors. */
@NullMarked
package io.mgeosync.store.chain;

import org.jspecify.annotations.NullMarked;
