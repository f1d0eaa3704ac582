/** The command line: one small class per verb; nothing else sees Picocli. */
@NullMarked
package io.mgeosync.cli;

import org.jspecify.annotations.NullMarked;
