package io.mgeosync.http;

import io.mgeosync.manifest.Refusal;
import org.jspecify.annotations.Nullable;

/** What stands behind the question mark is not as it must be. */
public final class BadQueryException extends Refusal {
  private static final String EXAMPLE = "e.g. bundle=mgeo-base";

  private BadQueryException(String reason, String remedy, @Nullable Throwable cause) {
    super(Kind.CONFIGURATION, reason, remedy, cause);
  }

  static BadQueryException unreadable(Throwable cause) {
    return new BadQueryException(
        "what stands behind the question mark cannot be understood",
        "encode it, " + EXAMPLE,
        cause);
  }

  /**
   * Not read.
   *
   * @param longest in characters
   */
  static BadQueryException tooLong(int longest, int mostKeys) {
    return new BadQueryException(
        "what stands behind the question mark is longer than %d characters or %d keys"
            .formatted(longest, mostKeys),
        "ask for one thing, " + EXAMPLE,
        null);
  }
}
