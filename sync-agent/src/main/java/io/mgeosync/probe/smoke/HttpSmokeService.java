package io.mgeosync.probe.smoke;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mgeosync.manifest.smoke.SmokeRequest;
import io.mgeosync.net.HttpAnswer;
import io.mgeosync.net.HttpCall;
import io.mgeosync.net.NoAnswer;
import io.mgeosync.net.NoAnswer.Why;
import io.mgeosync.probe.ProbeResult;
import io.mgeosync.probe.Unanswered;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A service that takes a POST of JSON and answers 200 with JSON. Where the address is an inference
 * endpoint of the Open Inference Protocol v2, the server's and the model's readiness are asked
 * first; only the status of those answers counts, since Triton's have no body.
 *
 * @see <a
 *     href="https://github.com/kserve/open-inference-protocol/blob/main/specification/protocol/inference_rest.md">Open
 *     Inference Protocol</a>
 */
public final class HttpSmokeService implements SmokeService {
  private static final Pattern INFER =
      Pattern.compile("(.*)(/v2/models/[^/]+(?:/versions/[^/]+)?)/infer");
  private static final Duration READY_WITHIN = Duration.ofSeconds(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int OK = 200;

  private final URI url;

  public HttpSmokeService(URI url) {
    this.url = url;
  }

  /** An error status is late, as for the health probe: a loaded service may be well again. */
  @Override
  public SmokeReply sendRequest(SmokeRequest request) throws InterruptedException {
    return switch (HttpCall.post(url, request.body(), request.latency()).send()) {
      case HttpAnswer answer when answer.status() == OK -> json(answer.body());
      case HttpAnswer answer ->
          new SmokeReply.Decided(
              new ProbeResult.Late("HttpError", "the service " + answer.describeStatus()));
      case NoAnswer none -> new SmokeReply.Decided(late(none, request.latency()));
    };
  }

  private static ProbeResult late(NoAnswer none, Duration within) {
    return none.why() == Why.LATE
        ? new ProbeResult.Late(
            "TooSlow", "no answer within its budget of %d ms".formatted(within.toMillis()))
        : Unanswered.describe(none);
  }

  static SmokeReply json(String body) {
    try {
      return new SmokeReply.Answered(JSON.readTree(body));
    } catch (JsonProcessingException e) {
      return new SmokeReply.Decided(
          new ProbeResult.Wrong("NotJson", "the answer is not JSON; correct smoke.url"));
    }
  }

  @Override
  public Optional<ProbeResult> notReady() throws InterruptedException {
    Matcher infer = INFER.matcher(url.getRawPath());
    if (!infer.matches()) {
      return Optional.empty();
    }
    for (String path :
        List.of(infer.group(1) + "/v2/health/ready", infer.group(1) + infer.group(2) + "/ready")) {
      Optional<ProbeResult> not = notReady(url.resolve(path));
      if (not.isPresent()) {
        return not;
      }
    }
    return Optional.empty();
  }

  private static Optional<ProbeResult> notReady(URI ready) throws InterruptedException {
    return switch (HttpCall.get(ready, READY_WITHIN).send()) {
      case HttpAnswer answer when answer.status() == OK -> Optional.empty();
      case HttpAnswer answer ->
          Optional.of(
              new ProbeResult.Late(
                  "NotReady", "%s %s".formatted(ready.getPath(), answer.describeStatus())));
      case NoAnswer none -> Optional.of(late(none, READY_WITHIN));
    };
  }
}
