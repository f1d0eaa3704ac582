package io.mgeosync.net;

/**
 * Why there is no whole answer.
 *
 * @param where the server, as people call it
 * @param sentence one printable line that names the server
 */
public record NoAnswer(Why why, String where, String sentence) implements HttpOutcome {

  /** The kinds of it. */
  public enum Why {
    /** Nothing listens there. */
    REFUSED,
    /** The name resolves to no address. */
    UNKNOWN_HOST,
    /** No way there, or this user may not go it. */
    UNREACHABLE,
    /** The deadline passed. */
    LATE,
    /** The connection ended before the answer did. */
    BROKEN,
    /** The body is longer than the limit. */
    TOO_LARGE,
    /** No trust, or another failure of TLS. */
    TLS,
    /** What came is no HTTP that can be read. */
    ODD
  }
}
