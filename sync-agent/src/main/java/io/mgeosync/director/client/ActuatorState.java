package io.mgeosync.director.client;

/**
 * How far one load balancer follows its director.
 *
 * @param message why it does not, one line; empty when there is nothing to say
 * @param appliedSequence of the route that it follows
 */
public record ActuatorState(String name, boolean ok, String message, long appliedSequence) {

  boolean follows(long sequence) {
    return ok && appliedSequence >= sequence;
  }
}
