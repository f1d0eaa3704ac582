package io.mgeosync.probe.service;

import io.mgeosync.net.HttpAnswer;
import io.mgeosync.net.HttpCall;
import io.mgeosync.net.NoAnswer;
import io.mgeosync.probe.Probe;
import io.mgeosync.probe.ProbeResult;
import io.mgeosync.probe.Unanswered;
import java.net.URI;
import java.time.Duration;

/** Sends the configured request to the service; only a whole 200 within the deadline is good. */
public final class HealthProbe implements Probe {
  /** Far more than a page of scores: what it says is not looked at here, only that it ends. */
  private static final int MAX_ANSWER_BYTES = 16 << 20;

  private static final int OK = 200;

  private final HttpCall call;

  public HealthProbe(URI url, String body, Duration deadline) {
    this.call = HttpCall.post(url, body, deadline).atMost(MAX_ANSWER_BYTES);
  }

  /**
   * An error status counts as late, not as wrong: a loaded service may answer 503 and be well
   * again.
   */
  @Override
  public ProbeResult look() throws InterruptedException {
    return switch (call.send()) {
      case HttpAnswer answer when answer.status() == OK ->
          new ProbeResult.Good("Answered", "the service answers 200");
      case HttpAnswer answer ->
          new ProbeResult.Late("HttpError", "the service " + answer.describeStatus());
      case NoAnswer none -> Unanswered.describe(none);
    };
  }
}
