package io.mgeosync.director.route;

/**
 * How one load balancer follows.
 *
 * @param message one line, empty while all is well
 * @param appliedSequence the route that it follows; 0 for none yet
 * @param lastMillis how long the last attempt took
 */
public record ActuatorStatus(
    String name, boolean ok, String message, long appliedSequence, double lastMillis) {}
