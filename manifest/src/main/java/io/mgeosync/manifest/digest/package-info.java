/** Digests of bytes, files and chunks, and the checksum files that coreutils read and write. */
@NullMarked
package io.mgeosync.manifest.digest;

import org.jspecify.annotations.NullMarked;
