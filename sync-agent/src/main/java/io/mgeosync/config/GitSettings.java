package io.mgeosync.config;

import io.mgeosync.base.InvalidValueException;

/**
 * A Git repository that holds a channel. Credentials come from where Git itself takes them (ssh
 * agent and keys, credential environment), never from here.
 *
 * @param url https, ssh (also {@code git@host:path}) or file
 * @param ref a branch or tag
 * @param path of the channel's file in the repository, relative
 */
public record GitSettings(String url, String ref, String path) {
  public GitSettings {
    url = GitUrl.require(url);
    if (ref.isBlank() || ref.startsWith("-") || ref.contains("..") || ref.contains(" ")) {
      throw new InvalidValueException("not a branch or tag", "write e.g. main");
    }
    if (path.startsWith("/") || path.isBlank() || ("/" + path + "/").contains("/../")) {
      throw new InvalidValueException(
          "not a path inside the repository", "write e.g. " + Defaults.gitPath(Defaults.CHANNEL));
    }
  }
}
