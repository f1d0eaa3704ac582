/** An HTTP store against proper servers and odd ones. */
@NullMarked
package io.mgeosync.store.http;

import org.jspecify.annotations.NullMarked;
