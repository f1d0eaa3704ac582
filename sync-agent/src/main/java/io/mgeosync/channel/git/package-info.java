/** A channel kept in a Git repository, through JGit; nothing else sees that SDK. */
@NullMarked
package io.mgeosync.channel.git;

import org.jspecify.annotations.NullMarked;
