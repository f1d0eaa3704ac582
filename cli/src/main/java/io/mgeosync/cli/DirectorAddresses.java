package io.mgeosync.cli;

import io.mgeosync.base.UnixUrl;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The directors that are given orders. */
final class DirectorAddresses {
  /** The socket of a director whose configuration names none. */
  static final String SOCKET = "/var/lib/mgeo-sync/director/director.sock";

  private static final String NETWORK = "http://127.0.0.1:9641";

  @Option(
      names = "--director",
      paramLabel = "SOCKET|URL",
      description = {
        "May be given several times, once for each load balancer; the socket",
        SOCKET,
        "when not given. A director takes orders on its socket only."
      })
  List<String> directors = new ArrayList<>();

  /**
   * At least one, the most important first.
   *
   * @throws UsageException when one cannot be a director's address
   */
  List<URI> all() {
    return directors.isEmpty()
        ? List.of(usual())
        : directors.stream().map(DirectorAddresses::address).toList();
  }

  private static URI usual() {
    return Files.exists(Path.of(SOCKET))
        ? URI.create(UnixUrl.of(SOCKET, "/"))
        : URI.create(NETWORK);
  }

  private static URI address(String text) {
    if (text.startsWith("/")) {
      return URI.create(UnixUrl.of(text, "/"));
    }
    try {
      return HttpUrl.requireService("--director", HttpUrl.parse(text));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--director is not an http or https URL with a host");
    }
  }
}
