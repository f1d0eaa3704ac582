package io.mgeosync.manifest;

import org.jspecify.annotations.Nullable;

/**
 * Something that mgeo-sync will not do, said to a human: what is wrong, in one line, and what to do
 * about it. Every exception that may reach an operator is one of these. A class of its own is for a
 * refusal that some code catches or tells apart; the others are made with {@link #of}.
 *
 * <p>Neither the reason nor the remedy may hold a secret or a line break.
 */
public class Refusal extends RuntimeException {

  /** What sort of refusal this is; the command line maps each to one exit code, for ever. */
  public enum Kind {
    /** The configuration or an argument cannot be used as written. */
    CONFIGURATION,
    /**
     * Proven wrong: bytes, digests, versions or answers are not what they must be. Never retried.
     */
    MISMATCH,
    /** A bundle, version, channel, bucket or file is not there. */
    MISSING,
    /** Not known: a time-out, a refused connection, a server error. The only kind worth a retry. */
    UNAVAILABLE,
    /** Credentials or permissions do not allow it. */
    DENIED,
    /** Another process holds the lock, or changed the object first. */
    BUSY,
    /** The disk has not the room. */
    NO_SPACE
  }

  private final Kind kind;
  private final String reason;
  private final String remedy;

  protected Refusal(Kind kind, String reason, String remedy, @Nullable Throwable cause) {
    super(reason + "; " + remedy, cause);
    this.kind = kind;
    this.reason = reason;
    this.remedy = remedy;
  }

  /** A refusal that no code tells apart from others of its kind. */
  public static Refusal of(Kind kind, String reason, String remedy) {
    return new Refusal(kind, reason, remedy, null);
  }

  /** A refusal that no code tells apart from others of its kind, with what led to it. */
  public static Refusal of(Kind kind, String reason, String remedy, @Nullable Throwable cause) {
    return new Refusal(kind, reason, remedy, cause);
  }

  public final Kind kind() {
    return kind;
  }

  /** What is wrong, without the remedy. */
  public final String reason() {
    return reason;
  }

  /** What to do about it, in the imperative. */
  public final String remedy() {
    return remedy;
  }

  /** The one predicate of the whole program that says whether trying again can help. */
  public final boolean retryable() {
    return kind == Kind.UNAVAILABLE;
  }
}
