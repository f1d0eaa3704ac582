@NullMarked
package io.mgeosync.store.s3;

import org.jspecify.annotations.NullMarked;
