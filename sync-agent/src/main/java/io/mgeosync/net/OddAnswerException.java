package io.mgeosync.net;

import java.io.IOException;

/** What came is no HTTP/1.1. */
class OddAnswerException extends IOException {
  private static final long serialVersionUID = 1L;

  OddAnswerException(String what) {
    super(what);
  }

  /** The body is longer than the call allows. */
  static final class TooLarge extends OddAnswerException {
    private static final long serialVersionUID = 1L;

    TooLarge() {
      super("too large");
    }
  }
}
