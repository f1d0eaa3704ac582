package io.mgeosync.probe.service;

/** What one witness says of the running service and the active release. */
public sealed interface Testimony {

  /** One CamelCase word, stable, for machines. */
  String reason();

  /** One line for the operator. */
  String message();

  /** The service has loaded the active release. */
  record Confirms(String reason, String message) implements Testimony {}

  /** The service has loaded something else: proof enough to refuse, regardless of the others. */
  record Contradicts(String reason, String message) implements Testimony {}

  /** Nothing can be said; the message names what would help. */
  record Silent(String reason, String message) implements Testimony {}
}
