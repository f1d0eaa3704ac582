@NullMarked
package io.mgeosync.director;

import org.jspecify.annotations.NullMarked;
