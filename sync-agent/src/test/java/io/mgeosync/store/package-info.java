/** The contract of every store, and the fakes that other packages' tests use. */
@NullMarked
package io.mgeosync.store;

import org.jspecify.annotations.NullMarked;
