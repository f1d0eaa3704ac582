package io.mgeosync.base;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A TCP address to listen on or to connect to.
 *
 * @param host an address or name of this machine, without brackets
 * @param port 0 for any free one
 */
public record HostPort(String host, int port) {
  private static final Pattern LISTEN =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.%a-z]+)]|([A-Za-z0-9._-]+)):([0-9]{1,5})");

  public HostPort {
    if (host.isEmpty() || port < 0 || port > 65_535 || !isAuthority(host)) {
      throw notAnAddress();
    }
  }

  /** What URLs are made of, for those who ask here. */
  private static boolean isAuthority(String host) {
    try {
      return new URI("http://" + bracketed(host) + "/").getRawAuthority() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Reads {@code 127.0.0.1:9640}, {@code [::1]:9640} or {@code name:9640}. */
  public static HostPort parse(String listen) {
    Matcher matcher = LISTEN.matcher(listen);
    if (!matcher.matches()) {
      throw notAnAddress();
    }
    String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    return new HostPort(host, Integer.parseInt(matcher.group(3)));
  }

  private static InvalidValueException notAnAddress() {
    return new InvalidValueException(
        "not an address and port",
        "write e.g. 127.0.0.1:9640, [::1]:9640 or, to be reached from other machines,"
            + " 0.0.0.0:9640");
  }

  private static String bracketed(String host) {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  @Override
  public String toString() {
    return bracketed(host) + ":" + port;
  }
}
