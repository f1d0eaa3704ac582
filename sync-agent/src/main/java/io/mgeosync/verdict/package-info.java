/** What one node says of itself, in the words of everybody who asks. */
@NullMarked
package io.mgeosync.verdict;

import org.jspecify.annotations.NullMarked;
