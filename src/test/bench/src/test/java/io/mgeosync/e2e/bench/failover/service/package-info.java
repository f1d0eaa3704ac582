/** A model service that is light enough to run eight times, and can be told to fail. */
@NullMarked
package io.mgeosync.e2e.bench.failover.service;

import org.jspecify.annotations.NullMarked;
