@NullMarked
package io.mgeosync.fetch;

import org.jspecify.annotations.NullMarked;
