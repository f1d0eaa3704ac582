package io.mgeosync.base;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The URL of an HTTP server on a Unix socket, as requests-unixsocket, HTTPie and docker-py write
 * it: the socket's percent-encoded path stands in place of the host, as in {@code
 * http+unix://%2Frun%2Fmodel.sock/predict}.
 */
public final class UnixUrl {
  /** Its scheme. */
  public static final String SCHEME = "http+unix";

  private UnixUrl() {}

  /** Whether a URL has this scheme, well-formed or not. */
  public static boolean is(URI url) {
    return SCHEME.equals(url.getScheme());
  }

  /** The socket's absolute path; empty when the URL names none. */
  public static Optional<Path> socket(URI url) {
    String authority = url.getRawAuthority();
    if (!is(url) || authority == null) {
      return Optional.empty();
    }
    String path = URLDecoder.decode(authority.replace("+", "%2B"), StandardCharsets.UTF_8);
    return path.startsWith("/") && path.indexOf('\0') < 0
        ? Optional.of(Path.of(path))
        : Optional.empty();
  }

  /** As a message names it: a socket by its path, and any other URL as it is. */
  public static String shown(URI url) {
    return socket(url).map(Path::toString).orElseGet(url::toString);
  }

  /** How it is written for a socket. */
  public static String of(String socket, String path) {
    return SCHEME
        + "://"
        + URLEncoder.encode(socket, StandardCharsets.UTF_8).replace("+", "%20")
        + path;
  }
}
