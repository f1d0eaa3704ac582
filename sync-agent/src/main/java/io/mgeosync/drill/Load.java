package io.mgeosync.drill;

import io.mgeosync.base.Deadline;
import java.util.List;

/** The drill's requests, and their samples. */
final class Load implements AutoCloseable {
  private final ServiceClient service;
  private final List<Question> questions;
  private final Samples samples = new Samples();
  private final Deadline first = Deadline.now();
  private final OpenLoop requests;

  /**
   * Starts at once.
   *
   * @param questions asked in turn
   */
  static Load start(ServiceClient service, List<Question> questions, int perSecond) {
    return new Load(service, questions, perSecond);
  }

  private Load(ServiceClient service, List<Question> questions, int perSecond) {
    this.service = service;
    this.questions = List.copyOf(questions);
    this.requests = OpenLoop.start(first, perSecond, this::request);
  }

  private Runnable request(long number, long due) {
    Question question = questions.get((int) (number % questions.size()));
    samples.sent(due);
    return () -> sendQuestion(question, due);
  }

  private void sendQuestion(Question question, long due) {
    ServiceClient.Answer answer = service.askService(question);
    long latency = Math.max(0, now() - due);
    samples.answered(new Sample(due, latency, answer.outcome(), answer.problem(), answer.node()));
  }

  /** Nanoseconds from the first request. */
  long now() {
    return -first.leftNanos();
  }

  Samples samples() {
    return samples;
  }

  /** Returns when every request that was sent has its answer or its time-out. */
  @Override
  public void close() {
    requests.close();
  }
}
