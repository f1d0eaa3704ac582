@NullMarked
package io.mgeosync.probe.node;

import org.jspecify.annotations.NullMarked;
