/** What outside parties see: the last snapshot over HTTP; nothing else sees the server. */
@NullMarked
package io.mgeosync.http;

import org.jspecify.annotations.NullMarked;
