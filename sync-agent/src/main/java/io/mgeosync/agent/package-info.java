/** The parts put together into one running agent. */
@NullMarked
package io.mgeosync.agent;

import org.jspecify.annotations.NullMarked;
