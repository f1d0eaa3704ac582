/** Checks of the running service: is it healthy, and what has it loaded. */
@NullMarked
package io.mgeosync.probe.service;

import org.jspecify.annotations.NullMarked;
