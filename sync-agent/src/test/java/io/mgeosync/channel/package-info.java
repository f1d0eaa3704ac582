@NullMarked
package io.mgeosync.channel;

import org.jspecify.annotations.NullMarked;
