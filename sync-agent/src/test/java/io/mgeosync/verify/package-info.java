@NullMarked
package io.mgeosync.verify;

import org.jspecify.annotations.NullMarked;
