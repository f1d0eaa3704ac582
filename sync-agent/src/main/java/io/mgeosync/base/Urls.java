package io.mgeosync.base;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Pattern;

/** URLs of services and servers: absolute, and never with a password in them. */
public final class Urls {
  private static final Pattern USER_INFO = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*@.*");
  private static final Set<String> HTTP = Set.of("http", "https");
  private static final int MAX_PORT = 65_535;

  private Urls() {}

  /**
   * An http or https URL with a host.
   *
   * @throws InvalidValueException when the text is none, or has a password in it
   */
  public static URI http(String text) {
    refusePassword(text);
    URI url = parse(text);
    if (!isHttp(url) || url.getFragment() != null) {
      throw new InvalidValueException(
          "not an http or https URL with a host", "write e.g. http://127.0.0.1:5000/");
    }
    if (url.getPort() > MAX_PORT) {
      throw new InvalidValueException(
          "no port is above " + MAX_PORT, "write e.g. http://127.0.0.1:5000/");
    }
    return url;
  }

  /** Where a service of this machine may be asked: as {@link #http}, or on a Unix socket. */
  public static URI service(String text) {
    if (!text.startsWith(UnixUrl.SCHEME + ":")) {
      return http(text);
    }
    URI url = parse(text);
    if (UnixUrl.socket(url).isEmpty() || url.getFragment() != null) {
      throw new InvalidValueException(
          "no Unix socket is named", "write e.g. " + UnixUrl.of("/run/model.sock", "/predict"));
    }
    return url;
  }

  private static boolean isHttp(URI url) {
    String scheme = url.getScheme();
    return scheme != null && HTTP.contains(scheme) && url.getHost() != null;
  }

  public static URI parse(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new InvalidValueException(
          "not a URL: " + e.getReason(), "write a space as %20, and no stray characters");
    }
  }

  /** The text is never quoted: it holds a secret. */
  public static void refusePassword(String text) {
    if (USER_INFO.matcher(text).matches()) {
      throw new InvalidValueException(
          "a URL must not carry a user name or password",
          "remove the part before @ and give credentials through the environment"
              + " (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile file)");
    }
  }
}
