@NullMarked
package io.mgeosync.channel.git;

import org.jspecify.annotations.NullMarked;
