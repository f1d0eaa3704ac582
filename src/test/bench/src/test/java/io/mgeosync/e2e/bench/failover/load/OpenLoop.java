package io.mgeosync.e2e.bench.failover.load;

import io.mgeosync.e2e.bench.failover.load.Client.Task;
import io.mgeosync.e2e.bench.failover.service.LightService;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** Clients that ask at a fixed rate, whether or not they were answered before. */
public final class OpenLoop implements AutoCloseable {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int TEXTS = 1000;

  private final Plan plan;
  private final Client client;
  private final Epoch epoch = Epoch.now();
  private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();
  private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread pacer = new Thread(this::pace, "load-pacer");
  private volatile boolean stopped;

  /** Over which connections requests go. */
  public enum KeepAlive {
    YES,
    NO,
    /** Every second one over a kept connection. */
    HALF;

    boolean keeps(long number) {
      return this == YES || (this == HALF && number % 2 == 0);
    }
  }

  /**
   * What is asked.
   *
   * @param perSecond requests
   * @param badInputs whether one more each second is one that no node can answer
   */
  public record Plan(
      InetSocketAddress to, int perSecond, KeepAlive keepAlive, boolean badInputs, Judge judge) {}

  /** Starts at once. */
  public OpenLoop(Plan plan) {
    this.plan = plan;
    this.client = new Client(plan.to(), plan.judge());
    pacer.setDaemon(true);
    pacer.start();
  }

  private void pace() {
    long interval = Math.round(NANOS_PER_SECOND / plan.perSecond());
    long due = System.nanoTime();
    for (long number = 0; !stopped; number++, due += interval) {
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      send(new Task(due, "浙江省杭州市西湖区文三路%d号".formatted(number % TEXTS), keeps(number)));
      if (plan.badInputs() && number % plan.perSecond() == 0) {
        send(new Task(due, LightService.BAD_INPUT, keeps(number)));
      }
    }
  }

  private boolean keeps(long number) {
    return plan.keepAlive().keeps(number);
  }

  private void send(Task task) {
    requests.execute(() -> samples.add(client.ask(task, epoch)));
  }

  /** Microseconds since 1970. */
  public long now() {
    return epoch.micros(System.nanoTime());
  }

  /** Sends no more, waits for what is under way, and returns all that there was. */
  public List<Sample> end() {
    close();
    return List.copyOf(samples);
  }

  @Override
  public void close() {
    stopped = true;
    try {
      pacer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    requests.close();
    client.close();
  }
}
