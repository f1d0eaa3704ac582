/** The two YAML files as a whole; the settings of a step are in the package of the step. */
@NullMarked
package io.mgeosync.config;

import org.jspecify.annotations.NullMarked;
