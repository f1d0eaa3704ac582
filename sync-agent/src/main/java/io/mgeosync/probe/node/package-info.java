/** What this node is: what bundles require of it, and how it differs from its peers. */
@NullMarked
package io.mgeosync.probe.node;

import org.jspecify.annotations.NullMarked;
