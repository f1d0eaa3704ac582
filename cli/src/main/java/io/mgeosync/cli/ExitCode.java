package io.mgeosync.cli;

import io.mgeosync.director.client.NotReadyException;
import io.mgeosync.manifest.Refusal;

/**
 * What the program says to scripts. The numbers are an API: docs/exit-codes.md lists them, and none
 * of them ever changes its meaning.
 */
enum ExitCode {
  OK(0, "done"),
  INTERNAL(1, "a fault of mgeo-sync itself"),
  USAGE(2, "the command line cannot be understood"),
  CONFIGURATION(3, "the configuration or an argument cannot be used as written"),
  MISMATCH(4, "proven wrong: bytes, digests, versions or answers are not what they must be"),
  MISSING(5, "no such bundle, version, channel, bucket or file"),
  UNAVAILABLE(6, "not known: a time-out, a refused connection, a server error; try again"),
  DENIED(7, "credentials or permissions do not allow it"),
  BUSY(8, "another process holds the lock, or changed the object first"),
  NO_SPACE(9, "the disk has not the room, or what was printed could not be written"),
  NOT_READY(10, "this node may not serve");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  static ExitCode of(Refusal refusal) {
    return refusal instanceof NotReadyException ? NOT_READY : of(refusal.kind());
  }

  static ExitCode of(Refusal.Kind kind) {
    return switch (kind) {
      case CONFIGURATION -> CONFIGURATION;
      case MISMATCH -> MISMATCH;
      case MISSING -> MISSING;
      case UNAVAILABLE -> UNAVAILABLE;
      case DENIED -> DENIED;
      case BUSY -> BUSY;
      case NO_SPACE -> NO_SPACE;
    };
  }

  int code() {
    return code;
  }

  /** For help texts. */
  String meaning() {
    return meaning;
  }
}
