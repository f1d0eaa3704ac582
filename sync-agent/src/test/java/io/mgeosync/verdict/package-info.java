@NullMarked
package io.mgeosync.verdict;

import org.jspecify.annotations.NullMarked;
