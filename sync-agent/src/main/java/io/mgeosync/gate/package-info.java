/** The decision SERVE or REFUSE: the AND of named, fresh conditions. */
@NullMarked
package io.mgeosync.gate;

import org.jspecify.annotations.NullMarked;
