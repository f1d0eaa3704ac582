package io.mgeosync.channel.git;

import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.Refusal.Kind;
import org.jspecify.annotations.Nullable;

/** The repository could not be asked, or does not hold what is configured. */
final class GitRefusals {
  private GitRefusals() {}

  static Refusal unavailable(String location, String detail, Throwable cause) {
    return refusal(
        Kind.UNAVAILABLE,
        location,
        "cannot be read: " + detail,
        "check the network and the URL in channel.git.url; it is tried again at the next cycle",
        cause);
  }

  static Refusal late(String location, long seconds) {
    return refusal(
        Kind.UNAVAILABLE,
        location,
        "did not answer within %d s".formatted(seconds),
        "check the network; it is tried again at the next cycle",
        null);
  }

  static Refusal denied(String location, Throwable cause) {
    return refusal(
        Kind.DENIED,
        location,
        "does not let this node in",
        "put credentials into ~/.netrc (https), or a key into ~/.ssh (ssh)",
        cause);
  }

  static Refusal missing(String location, @Nullable Throwable cause) {
    return refusal(Kind.MISSING, location, "does not exist", "correct channel.git.url", cause);
  }

  static Refusal noRef(String location, String ref) {
    return refusal(
        Kind.MISSING,
        location,
        "has no branch or tag \"%s\"".formatted(ref),
        "push it, or correct channel.git.ref",
        null);
  }

  static Refusal noFile(String location, String path, String commit) {
    return refusal(
        Kind.MISSING,
        location,
        "has no file %s in commit %s".formatted(path, commit),
        "commit the channel there, or correct channel.git.path",
        null);
  }

  /**
   * @param location without anything secret
   */
  private static Refusal refusal(
      Kind kind, String location, String problem, String remedy, @Nullable Throwable cause) {
    return Refusal.of(kind, "the Git repository " + location + " " + problem, remedy, cause);
  }
}
