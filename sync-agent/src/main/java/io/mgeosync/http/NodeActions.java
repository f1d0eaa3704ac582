package io.mgeosync.http;

/**
 * What can be asked of the agent; each returns at once.
 *
 * @param sync runs a cycle of every bundle soon
 * @param scrub verifies every active release byte by byte soon, and has damaged ones replaced
 * @param probe looks with every probe now; {@code /status} counts the looks
 * @param unpoison lets the next cycles try again what failed on this node
 */
public record NodeActions(Runnable sync, Runnable scrub, Runnable probe, Runnable unpoison) {}
