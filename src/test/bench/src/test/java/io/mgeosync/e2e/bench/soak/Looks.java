package io.mgeosync.e2e.bench.soak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mgeosync.drill.OpenLoop;
import io.mgeosync.e2e.harness.Http.Reply;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Asks at a fixed pace, whether or not it has answered before, and counts what came. */
final class Looks {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int AT_MOST_MILLIS = (int) Duration.ofSeconds(30).toMillis();

  private final String url;
  private final Supplier<String> trouble;
  private final Map<Answer, Long> counts = new EnumMap<>(Answer.class);
  private final Map<String, Refusals> refusals = new LinkedHashMap<>();
  private long refusedSince;
  private long longestRefused;

  /** Those that said the same. */
  private static final class Refusals {
    private final Instant first = Instant.now();
    private final String before;
    private final String after;
    private long count;

    Refusals(String before, String after) {
      this.before = before;
      this.after = after;
    }

    @Override
    public String toString() {
      return "first at %s; when it was asked: %s; when it was answered: %s"
          .formatted(first, before, after);
    }
  }

  /**
   * @param trouble what goes wrong at the moment
   */
  Looks(String url, Supplier<String> trouble) {
    this.url = url;
    this.trouble = trouble;
    for (Answer answer : Answer.values()) {
      counts.put(answer, 0L);
    }
  }

  /** Returns when so many were made and each has its answer. */
  void make(long looks, int perSecond) {
    OpenLoop.run(looks, perSecond, (number, due) -> this::look);
  }

  private void look() {
    String before = trouble.get();
    try {
      Reply reply = ask();
      count(Answer.of(reply), before, reply.body());
    } catch (ConnectException e) {
      count(Answer.NO_LISTENER, before, "");
    } catch (IOException e) {
      count(Answer.NO_ANSWER, before, "");
    }
  }

  private Reply ask() throws IOException {
    var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setRequestProperty("Connection", "close");
    connection.setConnectTimeout(AT_MOST_MILLIS);
    connection.setReadTimeout(AT_MOST_MILLIS);
    int status = connection.getResponseCode();
    try (var body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      return new Reply(
          status, body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private synchronized void count(Answer answer, String before, String body) {
    counts.merge(answer, 1L, Long::sum);
    if (answer.isRefusal()) {
      refusals.computeIfAbsent(
              answer.words() + ": " + reasons(body), words -> new Refusals(before, trouble.get()))
          .count++;
    }
    long now = System.nanoTime();
    if (answer == Answer.NO_LISTENER) {
      refusedSince = refusedSince == 0 ? now : refusedSince;
      longestRefused = Math.max(longestRefused, now - refusedSince);
    } else {
      refusedSince = 0;
    }
  }

  /** How many were answered so. */
  synchronized long of(Answer answer) {
    return counts.getOrDefault(answer, 0L);
  }

  /** How many a load balancer would have taken the node out for. */
  synchronized long refused() {
    return counts.entrySet().stream()
        .filter(each -> each.getKey().isRefusal())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** The longest time in which nothing listened. */
  synchronized Duration longestWithoutListener() {
    return Duration.ofNanos(longestRefused);
  }

  /** Each thing that was said in a refusal, how often, and what went wrong the first time. */
  synchronized String refusals() {
    return refusals.entrySet().stream()
        .map(
            each ->
                "%d x %s%n  %s%n".formatted(each.getValue().count, each.getKey(), each.getValue()))
        .collect(Collectors.joining());
  }

  /** Without seconds and counts, which would make each a refusal of its own. */
  private static String reasons(String body) {
    try {
      return JSON.readTree(body).path("reasons").toString().replaceAll("[0-9]+", "N");
    } catch (JsonProcessingException e) {
      return body;
    }
  }
}
