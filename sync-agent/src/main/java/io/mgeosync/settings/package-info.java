/**
 * Reads a YAML file onto settings records: each record is the schema of its section, with the
 * default of each key, and each mistake is refused with file, line, key and remedy.
 */
@NullMarked
package io.mgeosync.settings;

import org.jspecify.annotations.NullMarked;
