package io.mgeosync.e2e.bench.soak;

import io.mgeosync.e2e.harness.Await;
import io.mgeosync.e2e.harness.Child;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/**
 * What goes wrong around the agent of a well node, at random and all at once: load that comes and
 * goes, a wall clock that steps, and an agent that gets no processor, little of it, or is started
 * again. Each kind has a thread of its own.
 */
final class Troubles implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int MOST_BUSY = 4;
  private static final int PAUSE_MILLIS = 6000;

  /** Seconds ahead: corrections, time zones, a battery that is empty, an expired channel. */
  private static final List<Duration> CLOCKS =
      List.of(
          Duration.ZERO,
          Duration.ofSeconds(2),
          Duration.ofSeconds(-2),
          Duration.ofMinutes(2),
          Duration.ofMinutes(-2),
          Duration.ofHours(8),
          Duration.ofHours(-8),
          Duration.ofDays(20),
          Duration.ofDays(-20),
          Duration.ofDays(365),
          Duration.ofSeconds(-System.currentTimeMillis() / 1000 + 60));

  private final SoakNode node;
  private final SoakOptions options;
  private final Path logs;
  private final Map<String, Integer> counts = new TreeMap<>();
  private final Map<String, String> now = new ConcurrentSkipListMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean ended;

  /** One trouble of a kind; it is over when it returns. */
  private interface Trouble {
    void pass(Random random) throws IOException, InterruptedException;
  }

  /**
   * @param logs a folder for the output of what is started
   */
  Troubles(SoakNode node, SoakOptions options, Path logs) {
    this.node = node;
    this.options = options;
    this.logs = logs;
    begin("load", 0, this::load);
    begin("clock", 1, this::clock);
    begin("agent", 2, this::agent);
  }

  private void begin(String kind, long offset, Trouble trouble) {
    var random = new Random(options.seed() * 31 + offset);
    threads.add(
        Thread.ofPlatform().name("trouble-" + kind).start(() -> run(kind, random, trouble)));
  }

  private void run(String kind, Random random, Trouble trouble) {
    try {
      while (!ended) {
        trouble.pass(random);
        now.remove(kind);
        Thread.sleep(random.nextInt(PAUSE_MILLIS));
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void note(String kind, String what, String counted) {
    now.put(kind, what);
    counts.merge(counted, 1, Integer::sum);
  }

  private void load(Random random) throws IOException, InterruptedException {
    int loops = 1 + random.nextInt(MOST_BUSY);
    note("load", loops + " busy loops", "times of load");
    List<Child> busy = new ArrayList<>();
    try {
      for (int i = 0; i < loops; i++) {
        busy.add(
            Child.start(
                logs.resolve("busy.log"), Map.of(), List.of("sh", "-c", "while :; do :; done")));
      }
      Thread.sleep(random.nextInt(15_000));
    } finally {
      busy.forEach(Child::close);
    }
  }

  private void clock(Random random) throws IOException, InterruptedException {
    Duration ahead = CLOCKS.get(random.nextInt(CLOCKS.size()));
    note("clock", "clock " + ahead, "steps of the clock");
    node.time().set(ahead);
    Thread.sleep(random.nextInt(20_000));
  }

  private void agent(Random random) throws IOException, InterruptedException {
    switch (random.nextInt(4)) {
      case 0, 1 -> stop(random);
      case 2 -> starve(random);
      default -> restart(random.nextBoolean());
    }
  }

  private void stop(Random random) throws IOException, InterruptedException {
    int millis = random.nextInt((int) options.stopped().toMillis());
    note("agent", "SIGSTOP for %d ms".formatted(millis), "SIGSTOPs");
    node.agent().suspend();
    try {
      Thread.sleep(millis);
    } finally {
      node.agent().resume();
    }
  }

  /** Until the next start of the agent: threads that have become nicer stay so. */
  private void starve(Random random) throws IOException, InterruptedException {
    note("agent", "nice 19", "times of nice 19");
    try (var threads = Files.list(Path.of("/proc", node.agent().pid() + "", "task"))) {
      String all = threads.map(one -> one.getFileName() + "").collect(Collectors.joining(" "));
      try (Child renice =
          Child.start(
              logs.resolve("renice.log"),
              Map.of(),
              List.of("sh", "-c", "renice -n 19 -p " + all + " >/dev/null 2>&1 || true"))) {
        renice.exitCode(PATIENCE);
      }
    }
    Thread.sleep(random.nextInt(15_000));
  }

  private void restart(boolean orderly) throws IOException {
    String how = orderly ? "SIGTERM" : "SIGKILL";
    note("agent", "restarted after " + how, "restarts after " + how);
    node.restart(orderly);
    Await.until("the agent listens", PATIENCE, node::listens);
  }

  /** At the moment. */
  String now() {
    return now.isEmpty() ? "nothing" : String.join(", ", now.values());
  }

  /** How often there was what. */
  synchronized Map<String, Integer> counts() {
    return Map.copyOf(counts);
  }

  /** What has ended by an error. */
  boolean alive() {
    return threads.stream().allMatch(Thread::isAlive);
  }

  @Override
  public void close() {
    ended = true;
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
