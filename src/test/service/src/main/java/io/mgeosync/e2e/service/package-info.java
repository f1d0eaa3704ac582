/**
 * The reference MGeo-compatible service: what a node of the field would run, small enough to read.
 * It really computes, on the CPU, with the model that {@code current} holds; it verifies nothing,
 * because that is the agent's work.
 */
@NullMarked
package io.mgeosync.e2e.service;

import org.jspecify.annotations.NullMarked;
