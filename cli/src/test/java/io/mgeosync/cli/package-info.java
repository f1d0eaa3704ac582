/** The command line, from arguments to exit code, with the node's own work faked. */
@NullMarked
package io.mgeosync.cli;

import org.jspecify.annotations.NullMarked;
