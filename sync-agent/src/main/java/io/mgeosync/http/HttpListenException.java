package io.mgeosync.http;

import io.mgeosync.base.HostPort;
import io.mgeosync.manifest.Refusal;
import java.util.Locale;

/** The agent or the director cannot listen where it should. */
public final class HttpListenException extends Refusal {
  private final HostPort address;

  private HttpListenException(
      Kind kind, HostPort address, String problem, String remedy, Throwable cause) {
    super(kind, "cannot listen on " + address + ": " + problem, remedy, cause);
    this.address = address;
  }

  public static HttpListenException of(HostPort address, Throwable cause) {
    String words = words(cause);
    if (words.contains("in use")) {
      return new HttpListenException(
          Kind.BUSY,
          address,
          "another process has this port",
          "find it with: ss -ltnp 'sport = :"
              + address.port()
              + "', or change listen in the configuration",
          cause);
    }
    if (words.contains("denied")) {
      return new HttpListenException(
          Kind.DENIED, address, "this user may not", "choose a port above 1023 as listen", cause);
    }
    return new HttpListenException(
        Kind.CONFIGURATION,
        address,
        "it is not an address of this machine",
        "write one that \"ip address\" shows, or 127.0.0.1, as listen",
        cause);
  }

  private static String words(Throwable cause) {
    var words = new StringBuilder();
    for (Throwable at = cause; at != null; at = at.getCause()) {
      words.append(at.getMessage()).append(' ');
    }
    return words.toString().toLowerCase(Locale.ROOT);
  }

  public HostPort address() {
    return address;
  }
}
