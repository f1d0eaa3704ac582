/** A directory, usually an NFS mount, as a store. */
@NullMarked
package io.mgeosync.store.dir;

import org.jspecify.annotations.NullMarked;
