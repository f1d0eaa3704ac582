/** What end-to-end tests and the quickstart stand on: bundles, child processes, servers, HTTP. */
@NullMarked
package io.mgeosync.e2e.harness;

import org.jspecify.annotations.NullMarked;
