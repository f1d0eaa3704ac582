package io.mgeosync.channel.git;

import io.mgeosync.manifest.Refusal;
import org.jspecify.annotations.Nullable;

/** The repository could not be asked, or does not hold what is configured. */
public final class GitChannelException extends Refusal {
  private final String location;

  private GitChannelException(
      Kind kind, String location, String problem, String remedy, @Nullable Throwable cause) {
    super(kind, "the Git repository " + location + " " + problem, remedy, cause);
    this.location = location;
  }

  /** Without anything secret. */
  public String location() {
    return location;
  }

  static GitChannelException unavailable(String location, String detail, Throwable cause) {
    return new GitChannelException(
        Kind.UNAVAILABLE,
        location,
        "cannot be read: " + detail,
        "check the network and the URL in channel.git.url; it is tried again at the next cycle",
        cause);
  }

  static GitChannelException late(String location, long seconds) {
    return new GitChannelException(
        Kind.UNAVAILABLE,
        location,
        "did not answer within %d s".formatted(seconds),
        "check the network; it is tried again at the next cycle",
        null);
  }

  static GitChannelException denied(String location, Throwable cause) {
    return new GitChannelException(
        Kind.DENIED,
        location,
        "does not let this node in",
        "put credentials into ~/.netrc or the URL (https), or a key into ~/.ssh (ssh)",
        cause);
  }

  static GitChannelException missing(String location, @Nullable Throwable cause) {
    return new GitChannelException(
        Kind.MISSING, location, "does not exist", "correct channel.git.url", cause);
  }

  static GitChannelException noRef(String location, String ref) {
    return new GitChannelException(
        Kind.MISSING,
        location,
        "has no branch or tag \"%s\"".formatted(ref),
        "push it, or correct channel.git.ref",
        null);
  }

  static GitChannelException noFile(String location, String path, String commit) {
    return new GitChannelException(
        Kind.MISSING,
        location,
        "has no file %s in commit %s".formatted(path, commit),
        "commit the channel there, or correct channel.git.path",
        null);
  }
}
