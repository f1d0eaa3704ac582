@NullMarked
package io.mgeosync.publish;

import org.jspecify.annotations.NullMarked;
