package io.mgeosync.probe.smoke;

import com.fasterxml.jackson.databind.JsonNode;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.Refusal.Kind;
import io.mgeosync.manifest.smoke.Expectation;
import io.mgeosync.manifest.smoke.SmokeCase;
import io.mgeosync.manifest.smoke.SmokeRequest;
import io.mgeosync.probe.ProbeResult;
import java.util.ArrayList;
import java.util.List;

/**
 * Captures the answers of a trusted service as golden cases. Each request is asked several times;
 * what is not the same every time, within the tolerance, is no part of the answer: a time stamp, a
 * request's id.
 */
public final class SmokeRecorder {
  private static final int TIMES = 3;

  private final SmokeService service;
  private final Tolerance tolerance;

  public SmokeRecorder(SmokeService service, Tolerance tolerance) {
    this.service = service;
    this.tolerance = tolerance;
  }

  /**
   * One case as it was captured.
   *
   * @param leftOut one line each for what the answers hold beside what the case expects
   */
  public record Recorded(SmokeCase smoke, List<String> leftOut) {
    public Recorded {
      leftOut = List.copyOf(leftOut);
    }
  }

  /**
   * One case for each request.
   *
   * @throws Refusal for the first that gives none
   */
  public List<Recorded> record(List<SmokeRequest> requests) throws InterruptedException {
    var cases = new ArrayList<Recorded>();
    for (SmokeRequest request : requests) {
      cases.add(record(request));
    }
    return cases;
  }

  private Recorded record(SmokeRequest request) throws InterruptedException {
    var answers = new ArrayList<JsonNode>();
    for (int time = 0; time < TIMES; time++) {
      answers.add(sendRequest(request));
    }
    Expectations.Found found = Expectations.in(answers.getFirst(), request.adapter(), tolerance);
    if (found.expectations().isEmpty()) {
      throw nothingToExpect(request);
    }
    return steady(request, found, answers);
  }

  private static Recorded steady(
      SmokeRequest request, Expectations.Found found, List<JsonNode> answers) {
    var steady = new ArrayList<Expectation>();
    var leftOut = new ArrayList<String>(found.leftOut());
    for (Expectation one : found.expectations()) {
      if (answers.stream().allMatch(answer -> Comparison.met(request.adapter(), one, answer))) {
        steady.add(one);
      } else {
        leftOut.add("%s: not the same every time".formatted(Comparison.place(one)));
      }
    }
    if (steady.isEmpty()) {
      throw unsteady(request);
    }
    var smoke = new SmokeCase(request, steady);
    if (!answers.stream().allMatch(answer -> Comparison.of(smoke, answer).mismatches().isEmpty())) {
      throw unsteady(request);
    }
    return new Recorded(smoke, leftOut);
  }

  private JsonNode sendRequest(SmokeRequest request) throws InterruptedException {
    return switch (service.sendRequest(request)) {
      case SmokeReply.Answered answered -> answered.json();
      case SmokeReply.Decided decided -> throw unanswered(request, decided.result());
    };
  }

  private static Refusal unanswered(SmokeRequest request, ProbeResult result) {
    return Refusal.of(
        result instanceof ProbeResult.Wrong ? Kind.MISMATCH : Kind.UNAVAILABLE,
        request.name() + ": " + result.message(),
        "record from a service that is well");
  }

  private static Refusal nothingToExpect(SmokeRequest request) {
    return Refusal.of(
        Kind.MISMATCH,
        "%s: the answer holds nothing that the adapter %s reads"
            .formatted(request.name(), request.adapter().id()),
        "choose the adapter that fits, or http-json");
  }

  private static Refusal unsteady(SmokeRequest request) {
    return Refusal.of(
        Kind.MISMATCH,
        request.name() + ": the service answers otherwise every time",
        "switch off sampling in the service, or widen the tolerance");
  }
}
