/** The director, as an operator's command asks it: over its HTTP API, from where it runs. */
@NullMarked
package io.mgeosync.director.client;

import org.jspecify.annotations.NullMarked;
