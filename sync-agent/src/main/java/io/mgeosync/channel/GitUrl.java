package io.mgeosync.channel;

import io.mgeosync.base.InvalidValueException;
import io.mgeosync.base.Urls;
import java.net.URI;
import java.util.Objects;
import java.util.regex.Pattern;

/** A Git repository's address in the spellings that Git users have; passwords are refused. */
final class GitUrl {
  private static final Pattern SCP =
      Pattern.compile("(?:[A-Za-z0-9._-]+@)?[A-Za-z0-9.-]+:[^/:\\s][^\\s]*");

  private static final String CREDENTIALS =
      "put credentials into ~/.netrc (https) or a key into ~/.ssh (ssh)";

  private GitUrl() {}

  static String require(String text) {
    // Never quoted: it may be a secret, and no Git server needs one.
    if (text.contains("?") || text.contains("#")) {
      throw new InvalidValueException(
          "a Git URL has no ? and no # part", "remove it, and " + CREDENTIALS);
    }
    if (!text.contains("://") && SCP.matcher(text).matches()) {
      return text;
    }
    URI url = Urls.parse(withoutUser(text));
    return switch (Objects.requireNonNullElse(url.getScheme(), "")) {
      case "https", "http", "file", "ssh" -> text;
      default ->
          throw new InvalidValueException(
              "not a Git repository's URL",
              "write e.g. https://git.example.com/models.git, git@git.example.com:models.git or"
                  + " file:///srv/models.git");
    };
  }

  /** {@code ssh://git@host} is how ssh names its account; any other user part is refused. */
  private static String withoutUser(String text) {
    String plain = text.replaceFirst("^ssh://[A-Za-z0-9._-]+@", "ssh://");
    Urls.refusePassword(plain, CREDENTIALS);
    return plain;
  }
}
