package io.mgeosync.e2e.bench;

import io.mgeosync.e2e.harness.Http;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks the service at a fixed pace, whether or not it has answered before (open loop); latency
 * counts from when a request was due, so a stall delays every request that was due in it.
 */
final class Load implements AutoCloseable {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final String QUESTION = "{\"text\": \"浙江省杭州市西湖区文三路478号华星时代广场\"}";

  private final String url;
  private final long interval;
  private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread pacer = new Thread(this::pace, "load-pacer");
  private volatile boolean stopped;

  private record Answer(long due, long latency, boolean good) {}

  /** A span of {@link System#nanoTime}. */
  record Span(long from, long to) {
    boolean contains(long time) {
      return from <= time && time < to;
    }
  }

  /** Starts at once. */
  Load(String url, double perSecond) {
    this.url = url;
    this.interval = Math.round(NANOS_PER_SECOND / perSecond);
    pacer.setDaemon(true);
    pacer.start();
  }

  private void pace() {
    for (long due = System.nanoTime(); !stopped; due += interval) {
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      long at = due;
      requests.execute(() -> ask(at));
    }
  }

  private void ask(long due) {
    boolean good;
    try {
      good = Http.post(url, QUESTION).status() == 200;
    } catch (IOException late) {
      good = false;
    }
    answers.add(new Answer(due, System.nanoTime() - due, good));
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
    stopped = true;
    try {
      pacer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    requests.close();
  }
}
