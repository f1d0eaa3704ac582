package io.mgeosync.e2e.bench.failover.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mgeosync.e2e.bench.failover.service.LightService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Asks and judges. It gives up after ten seconds, and never asks twice. */
final class Client implements AutoCloseable {
  static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final InetSocketAddress to;
  private final Judge judge;
  private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();

  /** A request that is due so many nanoseconds after the start. */
  record Task(long due, String text, boolean keep) {
    boolean badInput() {
      return text.equals(LightService.BAD_INPUT);
    }
  }

  Client(InetSocketAddress to, Judge judge) {
    this.to = to;
    this.judge = judge;
  }

  Sample ask(Task task, Epoch epoch) {
    try {
      Connection.Reply reply = exchange(task, epoch);
      if (reply.status() != 200) {
        return failed(task, epoch, "status " + reply.status());
      }
      Answer answer = Answer.parse(reply.body());
      return sample(task, epoch, judge.of(task.text(), answer), answer, "");
    } catch (IOException e) {
      return failed(task, epoch, e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  private Connection.Reply exchange(Task task, Epoch epoch) throws IOException {
    long deadline = epoch.nanoTime(task.due() + TIMEOUT.toNanos());
    byte[] body =
        JSON.writeValueAsString(Map.of("text", task.text())).getBytes(StandardCharsets.UTF_8);
    Connection connection = task.keep() ? kept(deadline) : Connection.open(to, deadline);
    boolean keep = false;
    try {
      Connection.Reply reply = connection.post(body, task.keep(), deadline);
      keep = task.keep() && reply.keep();
      return reply;
    } finally {
      if (keep) {
        idle.push(connection);
      } else {
        connection.close();
      }
    }
  }

  private Connection kept(long deadline) throws IOException {
    for (Connection next = idle.poll(); next != null; next = idle.poll()) {
      if (next.usable()) {
        return next;
      }
      next.close();
    }
    return Connection.open(to, deadline);
  }

  private static Sample failed(Task task, Epoch epoch, String problem) {
    return sample(task, epoch, Verdict.FAILED, new Answer("", Double.NaN, "", 0), problem);
  }

  private static Sample sample(
      Task task, Epoch epoch, Verdict verdict, Answer answer, String problem) {
    return new Sample(
        epoch.micros(task.due()),
        epoch.now(),
        task.keep(),
        task.badInput(),
        verdict,
        answer.node(),
        answer.received(),
        problem);
  }

  @Override
  public void close() {
    idle.forEach(Connection::close);
  }
}
