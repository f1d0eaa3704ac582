package io.mgeosync.e2e.bench;

import io.mgeosync.base.Deadline;
import io.mgeosync.drill.OpenLoop;
import io.mgeosync.e2e.harness.Http;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Asks the service at a fixed pace while others pull; latency counts from when a request was due.
 */
final class NeighbourLoad implements AutoCloseable {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final String QUESTION = "{\"text\": \"浙江省杭州市西湖区文三路478号华星时代广场\"}";

  private final String url;
  private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final Deadline first = Deadline.now();
  private final OpenLoop requests;

  private record Answer(long due, long latency, boolean good) {}

  /** A span of nanoseconds from the first request. */
  record Span(long from, long to) {
    boolean contains(long time) {
      return from <= time && time < to;
    }
  }

  /** Starts at once. */
  NeighbourLoad(String url, double perSecond) {
    this.url = url;
    this.requests = OpenLoop.start(first, perSecond, (number, due) -> () -> ask(due));
  }

  private void ask(long due) {
    boolean good;
    try {
      good = Http.post(url, QUESTION).status() == 200;
    } catch (IOException late) {
      good = false;
    }
    answers.add(new Answer(due, now() - due, good));
  }

  /** Nanoseconds from the first request. */
  long now() {
    return -first.leftNanos();
  }

  /** Milliseconds that the requests took which were due in these spans. */
  double[] latencies(List<Span> spans) {
    return answers.stream()
        .filter(answer -> spans.stream().anyMatch(span -> span.contains(answer.due())))
        .mapToDouble(answer -> answer.latency() / NANOS_PER_MILLI)
        .toArray();
  }

  /** Requests that were not answered with 200. */
  long failures() {
    return answers.stream().filter(answer -> !answer.good()).count();
  }

  /** Returns when every request that was due has its answer or its time-out. */
  @Override
  public void close() {
    requests.close();
  }
}
