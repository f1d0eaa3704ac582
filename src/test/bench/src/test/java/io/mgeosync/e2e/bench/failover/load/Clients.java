package io.mgeosync.e2e.bench.failover.load;

import io.mgeosync.drill.OpenLoop;
import io.mgeosync.e2e.bench.failover.load.Client.Task;
import io.mgeosync.e2e.bench.failover.service.LightService;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Clients that ask at a fixed rate, whether or not they were answered before. */
public final class Clients implements AutoCloseable {
  private static final int TEXTS = 1000;

  private final Plan plan;
  private final Client client;
  private final Epoch epoch = Epoch.begin();
  private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();
  private final List<OpenLoop> loops = new ArrayList<>();

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
  public Clients(Plan plan) {
    this.plan = plan;
    this.client = new Client(plan.to(), plan.judge());
    loops.add(OpenLoop.start(epoch.start(), plan.perSecond(), this::request));
    if (plan.badInputs()) {
      loops.add(OpenLoop.start(epoch.start(), 1, this::badInput));
    }
  }

  private Runnable request(long number, long due) {
    return ask(new Task(due, "浙江省杭州市西湖区文三路%d号".formatted(number % TEXTS), keeps(number)));
  }

  private Runnable badInput(long second, long due) {
    return ask(new Task(due, LightService.BAD_INPUT, keeps(second * plan.perSecond())));
  }

  private boolean keeps(long number) {
    return plan.keepAlive().keeps(number);
  }

  private Runnable ask(Task task) {
    return () -> samples.add(client.ask(task, epoch));
  }

  /** Microseconds since 1970. */
  public long now() {
    return epoch.now();
  }

  /** Sends no more, waits for what is under way, and returns all that there was. */
  public List<Sample> end() {
    close();
    return List.copyOf(samples);
  }

  @Override
  public void close() {
    loops.forEach(OpenLoop::stop);
    loops.forEach(OpenLoop::close);
    client.close();
  }
}
