package io.mgeosync.probe.service;

import io.mgeosync.probe.Probe;
import io.mgeosync.probe.ProbeResult;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Sends the configured request to the service; only a 200 within the deadline is good. */
public final class HealthProbe implements Probe {
  private final HttpClient client;
  private final HttpRequest request;

  public HealthProbe(HttpClient client, URI url, String body, Duration deadline) {
    this.client = client;
    this.request =
        HttpRequest.newBuilder(url)
            .timeout(deadline)
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
  }

  /**
   * An error status counts as late, not as wrong: a loaded service may answer 503 and be well
   * again.
   */
  @Override
  public ProbeResult look() throws IOException, InterruptedException {
    try {
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      return status == 200
          ? new ProbeResult.Good("Answered", "the service answers 200")
          : new ProbeResult.Late("HttpError", "the service answers HTTP " + status);
    } catch (IOException e) {
      return Unanswered.describe(request.uri(), e);
    }
  }
}
