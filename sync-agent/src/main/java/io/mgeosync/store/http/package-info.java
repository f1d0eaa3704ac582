/** A read-only store behind plain HTTP(S), such as an nginx cache; the JDK's client, no SDK. */
@NullMarked
package io.mgeosync.store.http;

import org.jspecify.annotations.NullMarked;
