package io.mgeosync.probe.service;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mgeosync.channel.Pin;
import io.mgeosync.probe.Probe;
import io.mgeosync.probe.ProbeResult;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks the running service what it has loaded, and compares that with the active release. */
public final class ServedProbe implements Probe {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A version report is a few dozen bytes; a service that streams for ever must not fill our
   * memory.
   */
  private static final int MAX_ANSWER_BYTES = 64 * 1024;

  private final HttpClient client;
  private final HttpRequest request;
  private final JsonPointer versionPointer;
  private final @Nullable JsonPointer digestPointer;
  private final Supplier<Optional<Pin>> active;

  /**
   * @param versionPointer where in the JSON answer the version stands (RFC 6901)
   * @param digestPointer where the manifest digest stands; null when the service reports none
   * @param active what should be loaded; empty while nothing is active
   */
  public ServedProbe(
      HttpClient client,
      URI url,
      JsonPointer versionPointer,
      @Nullable JsonPointer digestPointer,
      Duration deadline,
      Supplier<Optional<Pin>> active) {
    this.client = client;
    this.request = HttpRequest.newBuilder(url).timeout(deadline).GET().build();
    this.versionPointer = versionPointer;
    this.digestPointer = digestPointer;
    this.active = active;
  }

  @Override
  public ProbeResult look() throws IOException, InterruptedException {
    Optional<Pin> pin = active.get();
    if (pin.isEmpty()) {
      return new ProbeResult.Late("NothingActive", "no release is active yet");
    }
    try {
      HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        return answer.statusCode() == 200
            ? compare(body.readNBytes(MAX_ANSWER_BYTES), pin.get())
            : new ProbeResult.Late(
                "HttpError", "the service reports no version: HTTP " + answer.statusCode());
      }
    } catch (IOException e) {
      return Unanswered.describe(request.uri(), e);
    }
  }

  private ProbeResult compare(byte[] body, Pin pin) throws IOException {
    try {
      JsonNode report = JSON.readTree(body);
      String version = report.at(versionPointer).asText("");
      if (version.isEmpty()) {
        return new ProbeResult.Wrong(
            "NoVersion", "the service's report has no version at " + versionPointer);
      }
      return judge(new ServedVersion(version, digestIn(report)), pin);
    } catch (JsonProcessingException e) {
      return new ProbeResult.Wrong("NoVersion", "the service's version report is not JSON");
    }
  }

  private Optional<String> digestIn(JsonNode report) {
    return Optional.ofNullable(digestPointer)
        .map(report::at)
        .map(node -> node.asText(""))
        .filter(text -> !text.isEmpty());
  }

  /** A service that is configured to report a digest and reports none proves nothing. */
  private ProbeResult judge(ServedVersion served, Pin pin) {
    if (!served.version().equals(pin.version().value())) {
      return wrong(
          "the service has loaded %s, active is %s"
              .formatted(printable(served.version()), pin.version()));
    }
    if (digestPointer == null) {
      return new ProbeResult.Good("VersionMatches", "the service has loaded " + pin.version());
    }
    if (served.digest().isEmpty()) {
      return wrong("the service reports no digest at " + digestPointer);
    }
    return served.digest().get().equals(pin.digest().toString())
        ? new ProbeResult.Good("DigestMatches", "the service has loaded " + pin)
        : wrong(
            "the service has loaded another %s than the active one: %s"
                .formatted(pin.version(), printable(served.digest().get())));
  }

  private static ProbeResult wrong(String message) {
    return new ProbeResult.Wrong("WrongVersion", message + "; reload the service");
  }

  /** The service may be the very thing that is broken: what it says must not forge a log line. */
  private static String printable(String untrusted) {
    return untrusted
        .substring(0, Math.min(untrusted.length(), 24))
        .replaceAll("[^A-Za-z0-9:._+-]", "?");
  }
}
