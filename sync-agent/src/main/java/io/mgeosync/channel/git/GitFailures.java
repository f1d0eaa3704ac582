package io.mgeosync.channel.git;

import io.mgeosync.manifest.Refusal;
import java.util.Locale;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.jspecify.annotations.Nullable;

/** JGit's failures to talk to a remote, in the words of this program. */
final class GitFailures {
  private GitFailures() {}

  static Refusal of(RemoteUrl url, Exception failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof NoRemoteRepositoryException) {
        return GitRefusals.missing(url.location(), null);
      }
    }
    String message = String.valueOf(failure.getMessage());
    if (soundsLikeDenial(message)) {
      return GitRefusals.denied(url.location(), hidden(url, failure));
    }
    return GitRefusals.unavailable(url.location(), url.redact(message), hidden(url, failure));
  }

  // JGit has no exception type for it; these are its own words and those of its SSH client.
  private static boolean soundsLikeDenial(String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    return lower.contains("not authorized")
        || lower.contains("authentication")
        || lower.contains("not permitted")
        || lower.contains("cannot log in");
  }

  // A cause is printed with its stack trace, so its own message must not hold the secret either.
  private static Throwable hidden(RemoteUrl url, Exception failure) {
    IllegalStateException safe =
        new IllegalStateException(
            failure.getClass().getName() + ": " + url.redact(String.valueOf(failure.getMessage())));
    safe.setStackTrace(failure.getStackTrace());
    return safe;
  }
}
