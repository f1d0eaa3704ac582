/**
 * What the operator asks for: one YAML file, read once, valid or refused with file, line and key.
 */
@NullMarked
package io.mgeosync.config;

import org.jspecify.annotations.NullMarked;
