package io.mgeosync.http;

/**
 * What can be asked of the agent; each returns at once.
 *
 * @param sync runs a cycle of every bundle soon
 * @param scrub verifies every active release byte by byte soon, and has damaged ones replaced
 */
public record NodeActions(Runnable sync, Runnable scrub) {}
