/**
 * The gate in Kubernetes' words: a condition of the Node and a readiness gate of the node's pods.
 */
@NullMarked
package io.mgeosync.verdict.kubernetes;

import org.jspecify.annotations.NullMarked;
