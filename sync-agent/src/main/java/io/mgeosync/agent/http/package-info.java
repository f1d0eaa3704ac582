/** The agent's endpoints: the verdict in each asker's format, status, metrics and commands. */
@NullMarked
package io.mgeosync.agent.http;

import org.jspecify.annotations.NullMarked;
