/** A well node is asked over and over while everything around its agent goes wrong. */
@NullMarked
package io.mgeosync.e2e.bench.soak;

import org.jspecify.annotations.NullMarked;
