package io.mgeosync.probe;

/**
 * What one look found. <em>Wrong</em> is not <em>late</em>: a proven mismatch refuses at once, a
 * time-out or a refused connection only after several in a row.
 *
 * @see ProbeJudge
 */
public sealed interface ProbeResult {

  /** One CamelCase word, stable, for machines. */
  String reason();

  /** One line for the operator. */
  String message();

  /** All is as it must be. */
  record Good(String reason, String message) implements ProbeResult {}

  /** Proven wrong. */
  record Wrong(String reason, String message) implements ProbeResult {}

  /** Not known: no answer, or none that says anything. */
  record Late(String reason, String message) implements ProbeResult {}
}
