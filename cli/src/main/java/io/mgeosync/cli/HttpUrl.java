package io.mgeosync.cli;

import io.mgeosync.base.UnixUrl;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** What can be asked over HTTP. */
final class HttpUrl {
  private static final List<String> SCHEMES = List.of("http", "https");
  private static final int MAX_PORT = 65_535;

  private HttpUrl() {}

  /** Any URL; what it must be besides is for the option that takes it. */
  static URI parse(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a URL: " + e.getReason(), e);
    }
  }

  /** The address, if it is one; {@code option} is where it was written. */
  static URI require(String option, URI address) {
    if (!SCHEMES.contains(String.valueOf(address.getScheme())) || address.getHost() == null) {
      throw new UsageException(option + " is not an http or https URL with a host");
    }
    if (address.getPort() > MAX_PORT) {
      throw new UsageException(option + " has a port above " + MAX_PORT);
    }
    return address;
  }

  /** The same, or a service on a Unix socket. */
  static URI requireService(String option, URI address) {
    if (!UnixUrl.is(address)) {
      return require(option, address);
    }
    if (UnixUrl.socket(address).isEmpty()) {
      throw new UsageException(
          option + " names no Unix socket; write " + UnixUrl.of("/run/model.sock", "/predict"));
    }
    return address;
  }
}
