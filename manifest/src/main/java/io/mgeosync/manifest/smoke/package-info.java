/** Golden cases: what a bundle's model must answer, wherever it runs. */
@NullMarked
package io.mgeosync.manifest.smoke;

import org.jspecify.annotations.NullMarked;
