package io.mgeosync.fetch;

import io.mgeosync.base.Deadline;
import io.mgeosync.disk.WorkInterruptedException;
import io.mgeosync.disk.linux.Niceness;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs fetches side by side, a bounded number at a time, and replaces those that lag far behind the
 * others: a request that is stuck is asked again, elsewhere if another source has the object. What
 * is slow for all of them (a limit, a pause, a slow line) makes none of them a laggard.
 *
 * <p>All decisions are taken on the caller's thread.
 */
final class TransferPool {
  private static final Logger LOG = LoggerFactory.getLogger(TransferPool.class);

  /** A run that brings less than this part of what the middle one brings is replaced. */
  private static final int FAR_BEHIND = 10;

  /** Where everything is slow in turns, replacing more often than this would only add to it. */
  private static final int MAX_REPLACEMENTS = 16;

  /** Not compared yet: it has not run for a whole window. */
  private static final long NEW = -1;

  private record Ended(RangeDownload run, @Nullable Throwable failure) {}

  private final String work;
  private final int lanes;
  private final Duration window;
  private final Deque<RangeDownload> waiting;
  private final Map<RangeDownload, Long> active = new LinkedHashMap<>();
  private final LinkedBlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
  private long typical;
  private int replacements;

  private TransferPool(String work, FetchOptions options, List<RangeDownload> runs) {
    this.work = work;
    this.lanes = options.connections();
    this.window = options.patience();
    this.waiting = new ArrayDeque<>(runs);
  }

  /**
   * Returns when all have ended well. The first failure, or an interrupt of the caller, is thrown
   * as soon as none of the others touches the disk any more.
   *
   * @param niceness of the threads that fetch
   * @throws WorkInterruptedException when the caller was interrupted; its interrupt flag is set
   */
  static void runAll(
      String work, FetchOptions options, Niceness niceness, List<RangeDownload> runs) {
    ExecutorService threads =
        Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name(work + " ", 0).factory());
    var crew = new TransferPool(work, options, runs);
    try {
      crew.run(threads);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkInterruptedException(work);
    } finally {
      threads.shutdownNow();
      crew.dismiss();
    }
  }

  private void run(ExecutorService threads) throws InterruptedException {
    Deadline nextLook = Deadline.after(window);
    while (!waiting.isEmpty() || !active.isEmpty()) {
      startWaiting(threads);
      Ended one = ended.poll(nextLook.leftNanos(), TimeUnit.NANOSECONDS);
      if (one != null) {
        settleTransfer(one);
      } else {
        replaceLaggards();
        nextLook = Deadline.after(window);
      }
    }
  }

  private void startWaiting(ExecutorService threads) {
    while (active.size() < lanes && !waiting.isEmpty()) {
      RangeDownload run = waiting.removeFirst();
      active.put(run, NEW);
      threads.execute(() -> ended.add(new Ended(run, failureOf(run))));
    }
  }

  private static @Nullable Throwable failureOf(RangeDownload run) {
    try {
      run.run();
      return null;
    } catch (Throwable e) {
      return e;
    }
  }

  private void settleTransfer(Ended one) {
    if (active.remove(one.run()) == null) {
      return;
    }
    switch (one.failure()) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  /** The middle of what the runs brought since the last look; remembered for when one is left. */
  private void replaceLaggards() {
    Map<RangeDownload, Long> gains = new LinkedHashMap<>();
    active.forEach(
        (run, before) -> {
          if (before != NEW) {
            gains.put(run, run.received() - before);
          }
        });
    active.replaceAll((run, before) -> run.received());
    if (gains.size() > 1) {
      typical = gains.values().stream().sorted().skip(gains.size() / 2).findFirst().orElseThrow();
    }
    gains.forEach(this::replaceIfFarBehind);
  }

  private void replaceIfFarBehind(RangeDownload run, long gain) {
    if (gain * FAR_BEHIND < typical && replacements < MAX_REPLACEMENTS) {
      run.handOver()
          .ifPresent(
              heir -> {
                LOG.info("{}: a request lags far behind and is made again", work);
                replacements++;
                active.remove(run);
                waiting.addFirst(heir);
              });
    }
  }

  /** A thread that waits for bytes may wait on; none may still write when the caller goes on. */
  private void dismiss() {
    active.keySet().forEach(RangeDownload::abandonRun);
  }
}
