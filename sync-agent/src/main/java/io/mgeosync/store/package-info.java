/** Where bundles are published: the port that the rest of the agent sees. */
@NullMarked
package io.mgeosync.store;

import org.jspecify.annotations.NullMarked;
