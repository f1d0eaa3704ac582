/** The manifest as canonical JSON: the only code that writes or reads its bytes. */
@NullMarked
package io.mgeosync.manifest.json;

import org.jspecify.annotations.NullMarked;
