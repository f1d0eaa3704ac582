package io.mgeosync.probe.node;

/**
 * One thing that a bundle requires and this node does not have.
 *
 * @param reason one CamelCase word, stable, for machines
 * @param message one line, with the remedy
 */
public record Unmet(String reason, String message) {}
