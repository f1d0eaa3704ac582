@NullMarked
package io.mgeosync.reconcile;

import org.jspecify.annotations.NullMarked;
