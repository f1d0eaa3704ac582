package io.mgeosync.base;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/** URLs of services and servers: absolute, and never with a password in them. */
public final class Urls {
  private static final Pattern USER_INFO = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*@.*");

  /** How a query's parameter is called that is a secret in itself. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i).*(?:token|secret|passw(?:or)?d|passphrase|(?:api|access|private)[_.-]?key|signature"
              + "|credentials?)|key|sig|auth|pwd");

  private static final Set<String> HTTP = Set.of("http", "https");

  /** Where a store's credentials belong. */
  public static final String STORE_CREDENTIALS =
      "give credentials through the environment (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a"
          + " profile file)";

  private static final int MAX_PORT = 65_535;

  private Urls() {}

  /**
   * An http or https URL with a host.
   *
   * @throws InvalidValueException when the text is none, or has a password or another secret in it
   */
  public static URI http(String text) {
    refusePassword(text, STORE_CREDENTIALS);
    URI url = parse(text);
    refuseSecret(url);
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
    refuseSecret(url);
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

  /**
   * The text is never quoted: it holds a secret.
   *
   * @param instead where credentials belong, in the imperative
   */
  public static void refusePassword(String text, String instead) {
    if (USER_INFO.matcher(text).matches()) {
      throw new InvalidValueException(
          "a URL must not carry a user name or password",
          "remove the part before @ and " + instead);
    }
  }

  /** URLs stand in messages, logs and /status, so no parameter may be a secret. */
  private static void refuseSecret(URI url) {
    String query = url.getRawQuery() == null ? "" : url.getRawQuery();
    for (String parameter : query.split("[&;]", -1)) {
      if (parameter.contains("=") && SECRET.matcher(name(parameter)).matches()) {
        throw new InvalidValueException(
            "a URL must not carry a secret in its query",
            "remove that parameter: the URL is shown in messages and logs");
      }
    }
  }

  private static String name(String parameter) {
    String raw = parameter.substring(0, parameter.indexOf('='));
    try {
      return URLDecoder.decode(raw, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return raw;
    }
  }
}
