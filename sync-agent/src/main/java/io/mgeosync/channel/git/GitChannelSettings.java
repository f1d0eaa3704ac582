package io.mgeosync.channel.git;

import io.mgeosync.channel.Channel;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Which file of which repository is the channel.
 *
 * @param url https, ssh or file; may hold {@code user:password@}, which never leaves this package
 * @param ref a branch, else a tag, of this name; or a full name such as {@code refs/heads/main}
 * @param path of the channel's YAML inside the repository, {@code /}-separated
 * @param channel the name that the file must carry
 * @param cache where the bare clone lies; this package owns the directory and may empty it
 * @param deadline for one whole read; at least a second
 */
public record GitChannelSettings(
    String url, String ref, String path, String channel, Path cache, Duration deadline) {

  /** Long enough for a first clone over a slow line. */
  public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(60);

  public GitChannelSettings {
    Channel.requireName(channel);
    RemoteUrl.parse(url);
    if (ref.isBlank() || path.isBlank() || path.startsWith("/")) {
      throw new IllegalArgumentException(
          "a Git channel needs a branch or tag, and a path relative to the repository's root");
    }
    if (deadline.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("the deadline is at least one second");
    }
  }

  /** Without the URL's secret. */
  @Override
  public String toString() {
    return RemoteUrl.parse(url).location() + " " + ref + ":" + path;
  }
}
