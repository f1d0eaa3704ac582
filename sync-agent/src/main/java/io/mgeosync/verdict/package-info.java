/** The verdict of one node, in the format of each reader. */
@NullMarked
package io.mgeosync.verdict;

import org.jspecify.annotations.NullMarked;
