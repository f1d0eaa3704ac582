package io.mgeosync.drill;

import io.mgeosync.base.Stopwatch;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks at a steady pace, whether or not earlier requests were answered (open loop), and counts each
 * latency from when its request was due: a stall delays all that were due in it, and cannot hide
 * them.
 */
final class Load implements AutoCloseable {
  private final ServiceClient service;
  private final List<Question> questions;
  private final long interval;
  private final Samples samples = new Samples();
  private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
  private final Stopwatch running = Stopwatch.started();
  private final Thread pacer =
      Thread.ofPlatform().daemon().name("drill-pacer").unstarted(this::pace);
  private volatile boolean stopped;

  /**
   * Starts at once.
   *
   * @param questions asked in turn
   */
  static Load start(ServiceClient service, List<Question> questions, int perSecond) {
    var load = new Load(service, questions, perSecond);
    load.pacer.start();
    return load;
  }

  private Load(ServiceClient service, List<Question> questions, int perSecond) {
    this.service = service;
    this.questions = List.copyOf(questions);
    this.interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
  }

  private void pace() {
    for (int i = 0; awaited(i * interval); i++) {
      long due = i * interval;
      Question question = questions.get(i % questions.size());
      samples.sent(due, due + interval);
      requests.execute(() -> ask(question, due));
    }
  }

  /** Returns when this time has come, or with false when no more requests are wanted. */
  private boolean awaited(long due) {
    for (long left = due - now(); left > 0 && !stopped; left = due - now()) {
      LockSupport.parkNanos(left);
    }
    return !stopped;
  }

  private void ask(Question question, long due) {
    ServiceClient.Answer answer = service.ask(question);
    long latency = Math.max(0, now() - due);
    samples.answered(new Sample(due, latency, answer.outcome(), answer.problem(), answer.node()));
  }

  /** Nanoseconds from the first request. */
  long now() {
    return running.elapsed().toNanos();
  }

  Samples samples() {
    return samples;
  }

  /** Returns when every request that was sent has its answer or its time-out. */
  @Override
  public void close() {
    stopped = true;
    LockSupport.unpark(pacer);
    boolean interrupted = false;
    while (pacer.isAlive()) {
      try {
        pacer.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    requests.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
