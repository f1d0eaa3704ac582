package io.mgeosync.store.http;

import io.mgeosync.manifest.Refusal.Kind;
import io.mgeosync.store.StoreException;
import io.mgeosync.store.StoreUnavailableException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * What an HTTP server's refusals mean, in words. Its own texts are not passed on: it is not known
 * what they quote.
 *
 * @param server where requests go, for messages
 */
record HttpFailures(String server, String location) {
  private static final int TOO_MANY = 429;

  StoreException byStatus(int status, HttpHeaders headers) {
    if (status == TOO_MANY || status == 408 || (status >= 500 && status != 501)) {
      return busy(status, headers);
    }
    return switch (status) {
      case 401, 403, 407 -> denied(status);
      case 301, 302, 303, 307, 308 -> redirected(status);
      default -> odd("HTTP " + status);
    };
  }

  private StoreException busy(int status, HttpHeaders headers) {
    return new StoreUnavailableException(
        "%s cannot serve now: HTTP %d".formatted(server, status),
        "try again later; if it stays, look at the server and at what stands behind it",
        retryAfter(headers).orElse(null),
        null);
  }

  /** Only seconds: the other form, a date, would trust the server's clock. */
  private static Optional<Duration> retryAfter(HttpHeaders headers) {
    return headers
        .firstValue("Retry-After")
        .filter(value -> value.matches("\\d{1,6}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)));
  }

  private StoreException denied(int status) {
    return new StoreException(
        Kind.DENIED,
        "%s does not allow this on %s: HTTP %d".formatted(server, location, status),
        "allow this node's address to read there; an HTTP mirror is read without credentials",
        null);
  }

  /** Followed, a redirect would let a mirror send a node to any address that the node can reach. */
  private StoreException redirected(int status) {
    return new StoreException(
        Kind.CONFIGURATION,
        "%s answers with a redirect (HTTP %d), and none is followed".formatted(location, status),
        "give the URL that it leads to, scheme included",
        null);
  }

  /** An answer that no file server gives. */
  StoreException odd(String answer) {
    return new StoreException(
        Kind.CONFIGURATION,
        "%s does not answer as a server of files does: %s".formatted(location, answer),
        "check the mirror's URL and the server behind it",
        null);
  }

  StoreException byNetwork(IOException failure) {
    return new StoreUnavailableException(
        server + " is not reachable: " + what(failure),
        failure instanceof SSLException
            ? "check the certificate's host name and authority; set ca-file for an own authority"
            : "check the mirror's URL, the network and the server",
        failure);
  }

  private static String what(IOException failure) {
    return switch (failure) {
      case HttpTimeoutException e -> "it did not answer in time";
      case ConnectException e when e.getCause() instanceof UnresolvedAddressException ->
          "its name does not resolve";
      case ConnectException e -> "it cannot be connected to";
      case SSLException e -> "TLS failed: " + line(e);
      default -> "the connection broke: " + line(failure);
    };
  }

  StoreException interrupted(InterruptedException cause) {
    return new StoreUnavailableException(
        "a request to " + server + " was interrupted", "run it again", cause);
  }

  private static String line(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }
}
