package io.mgeosync.probe.smoke;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mgeosync.manifest.smoke.SmokeRequest;
import io.mgeosync.probe.ProbeResult;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
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

  private final HttpAsk http;
  private final URI url;

  public HttpSmokeService(HttpClient client, URI url) {
    this.http = new HttpAsk(client);
    this.url = url;
  }

  @Override
  public SmokeReply ask(SmokeRequest request) throws InterruptedException {
    HttpRequest post =
        HttpRequest.newBuilder(url)
            .timeout(request.latency())
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(BodyPublishers.ofString(request.body()))
            .build();
    return http.send(post, request.latency(), HttpSmokeService::read, SmokeReply.Decided::new);
  }

  /** An error status is late, as for the health probe: a loaded service may be well again. */
  private static SmokeReply read(HttpResponse<byte[]> answer) {
    if (answer.statusCode() != 200) {
      return new SmokeReply.Decided(
          new ProbeResult.Late("HttpError", "the service answers HTTP " + answer.statusCode()));
    }
    return json(answer.body());
  }

  static SmokeReply json(byte[] body) {
    try {
      return new SmokeReply.Answered(JSON.readTree(body));
    } catch (IOException e) {
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

  private Optional<ProbeResult> notReady(URI ready) throws InterruptedException {
    HttpRequest get = HttpRequest.newBuilder(ready).timeout(READY_WITHIN).GET().build();
    return http.send(
        get,
        READY_WITHIN,
        answer ->
            answer.statusCode() == 200
                ? Optional.empty()
                : Optional.of(
                    new ProbeResult.Late(
                        "NotReady",
                        "%s answers HTTP %d".formatted(ready.getPath(), answer.statusCode()))),
        Optional::of);
  }
}
