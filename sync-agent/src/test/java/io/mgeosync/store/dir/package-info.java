@NullMarked
package io.mgeosync.store.dir;

import org.jspecify.annotations.NullMarked;
