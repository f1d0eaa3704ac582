/**
 * The transfer benchmark: our pull beside the tools that people would pick instead, real processes
 * against one server in one run. Started by {@code src/test/bench/transfer}.
 */
@NullMarked
package io.mgeosync.e2e.bench;

import org.jspecify.annotations.NullMarked;
