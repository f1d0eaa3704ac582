package io.mgeosync.probe.smoke;

import com.fasterxml.jackson.databind.JsonNode;
import io.mgeosync.manifest.smoke.Expectation;
import io.mgeosync.manifest.smoke.SmokeCase;
import io.mgeosync.manifest.smoke.SmokeRequest;
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
   * One case for each request.
   *
   * @throws NotRecordedException for the first that gives none
   */
  public List<SmokeCase> record(List<SmokeRequest> requests) throws InterruptedException {
    var cases = new ArrayList<SmokeCase>();
    for (SmokeRequest request : requests) {
      cases.add(record(request));
    }
    return cases;
  }

  private SmokeCase record(SmokeRequest request) throws InterruptedException {
    var answers = new ArrayList<JsonNode>();
    for (int time = 0; time < TIMES; time++) {
      answers.add(ask(request));
    }
    List<Expectation> all = Expectations.in(answers.getFirst(), request.adapter(), tolerance);
    if (all.isEmpty()) {
      throw NotRecordedException.nothingToExpect(request.name(), request.adapter().id());
    }
    return steady(request, all, answers);
  }

  private static SmokeCase steady(
      SmokeRequest request, List<Expectation> all, List<JsonNode> answers) {
    List<Expectation> steady =
        all.stream()
            .filter(
                one -> answers.stream().allMatch(a -> Comparison.met(request.adapter(), one, a)))
            .toList();
    if (steady.isEmpty()) {
      throw NotRecordedException.unsteady(request.name());
    }
    var smoke = new SmokeCase(request, steady);
    if (!answers.stream().allMatch(answer -> Comparison.of(smoke, answer).mismatches().isEmpty())) {
      throw NotRecordedException.unsteady(request.name());
    }
    return smoke;
  }

  private JsonNode ask(SmokeRequest request) throws InterruptedException {
    return switch (service.ask(request)) {
      case SmokeReply.Answered answered -> answered.json();
      case SmokeReply.Decided decided ->
          throw NotRecordedException.unanswered(request.name(), decided.result());
    };
  }
}
