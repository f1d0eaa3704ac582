/**
 * What only the Linux kernel can do: priorities of threads, room taken before it is used, sockets.
 */
@NullMarked
package io.mgeosync.disk.linux;

import org.jspecify.annotations.NullMarked;
