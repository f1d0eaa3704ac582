package io.mgeosync.channel;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.mgeosync.base.InvalidValueException;
import io.mgeosync.settings.Default;
import io.mgeosync.settings.TextReader;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Git repository that holds a channel. Credentials come from where Git itself takes them (ssh
 * agent and keys, credential environment), never from here.
 *
 * @param url https, ssh (also {@code git@host:path}) or file
 * @param ref a branch or tag
 * @param path of the channel's file in the repository, relative; null for the channel's usual place
 */
public record GitSettings(
    @JsonDeserialize(using = Url.class) String url,
    @Default("main") String ref,
    @Nullable String path) {
  public GitSettings {
    url = GitUrl.require(url);
    if (ref.isBlank() || ref.startsWith("-") || ref.contains("..") || ref.contains(" ")) {
      throw new InvalidValueException("not a branch or tag", "write e.g. main");
    }
    if (path != null && !isInside(path)) {
      throw new InvalidValueException(
          "not a path inside the repository", "write e.g. " + usualPath(ChannelSettings.NAME));
    }
  }

  private static boolean isInside(String path) {
    return !path.startsWith("/") && !path.isBlank() && !("/" + path + "/").contains("/../");
  }

  private static String usualPath(String channel) {
    return "channels/" + channel + ".yaml";
  }

  /** The same with the path of this channel, where none is written. */
  GitSettings of(String channel) {
    return new GitSettings(url, ref, path == null ? usualPath(channel) : path);
  }

  @Override
  public String path() {
    return Objects.requireNonNull(path, "a channel gives its repository a path");
  }

  static final class Url extends TextReader<String> {
    Url() {
      super(GitUrl::require);
    }
  }
}
