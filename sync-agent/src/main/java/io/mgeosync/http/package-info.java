/** The HTTP server that the agent and the director answer with; nothing else sees it. */
@NullMarked
package io.mgeosync.http;

import org.jspecify.annotations.NullMarked;
