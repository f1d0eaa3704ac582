package io.mgeosync.cli;

import io.mgeosync.net.UnixUrl;
import java.net.URI;
import java.util.List;

/** What can be asked over HTTP. */
final class HttpUrl {
  private static final List<String> SCHEMES = List.of("http", "https");

  private HttpUrl() {}

  /** The address, if it is one; {@code option} is where it was written. */
  static URI require(String option, URI address) {
    if (!SCHEMES.contains(String.valueOf(address.getScheme())) || address.getHost() == null) {
      throw new UsageException(option + " is not an http or https URL with a host");
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
