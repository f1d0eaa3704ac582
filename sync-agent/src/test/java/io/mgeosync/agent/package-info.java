@NullMarked
package io.mgeosync.agent;

import org.jspecify.annotations.NullMarked;
