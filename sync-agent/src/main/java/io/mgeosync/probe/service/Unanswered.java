package io.mgeosync.probe.service;

import io.mgeosync.probe.ProbeResult;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;

/** Puts an HTTP request that got no answer into words. */
final class Unanswered {
  private Unanswered() {}

  static ProbeResult.Late describe(URI url, IOException failure) {
    String where = url.getAuthority();
    return switch (failure) {
      case ConnectException _ ->
          new ProbeResult.Late("Refused", "nothing listens at " + where + "; start the service");
      case HttpTimeoutException _ ->
          new ProbeResult.Late("Timeout", where + " does not answer in time");
      default ->
          new ProbeResult.Late("Disconnected", where + " broke off: " + failure.getMessage());
    };
  }
}
