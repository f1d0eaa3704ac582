/** Live inference on golden inputs with known outputs, and whether it ran on a GPU. */
@NullMarked
package io.mgeosync.probe.smoke;

import org.jspecify.annotations.NullMarked;
