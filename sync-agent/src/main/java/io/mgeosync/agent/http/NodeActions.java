package io.mgeosync.agent.http;

import io.mgeosync.verdict.Drains;

/**
 * What can be asked of the agent; each but a drain returns at once.
 *
 * @param sync runs a cycle of every bundle soon
 * @param scrub verifies every active release byte by byte soon, and has damaged ones replaced
 * @param probe looks with every probe now; {@code /status} counts the looks
 * @param unpoison lets the next cycles try again what failed on this node
 * @param drains has new requests go elsewhere for a while
 */
public record NodeActions(
    Runnable sync, Runnable scrub, Runnable probe, Runnable unpoison, Drains drains) {}
