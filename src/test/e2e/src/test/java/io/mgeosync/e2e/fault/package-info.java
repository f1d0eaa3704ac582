/** What goes wrong around a node, and that nothing is lost by it. */
@NullMarked
package io.mgeosync.e2e.fault;

import org.jspecify.annotations.NullMarked;
