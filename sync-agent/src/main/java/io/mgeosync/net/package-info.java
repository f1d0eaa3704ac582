/** One bounded exchange with a server, and one bounded run of a program. */
@NullMarked
package io.mgeosync.net;

import org.jspecify.annotations.NullMarked;
