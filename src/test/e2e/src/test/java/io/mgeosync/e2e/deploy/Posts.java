package io.mgeosync.e2e.deploy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** Clients that send POSTs at a steady pace, whatever becomes of those before, and never again. */
final class Posts implements AutoCloseable {
  private static final int A_SECOND = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final URI url;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * What came of one request.
   *
   * @param status 0 when nothing came back
   * @param body the name of the node that answered, or the problem
   */
  record Outcome(int status, String body) {
    boolean failed() {
      return status != 200;
    }
  }

  Posts(int port) {
    this.url = URI.create("http://127.0.0.1:" + port + "/");
  }

  /** 200 a second. */
  List<Outcome> send(int count) {
    return send(count, "{\"text\": \"测试\"}");
  }

  List<Outcome> send(int count, String body) {
    return outcomes(start(count, body));
  }

  Outcome one() {
    return send(1).getFirst();
  }

  /** 200 a second while the work is done, and for as long as is needed to send {@code least}. */
  List<Outcome> during(int least, Runnable work) {
    var running = CompletableFuture.runAsync(work);
    List<CompletableFuture<Outcome>> sent = new ArrayList<>();
    while (sent.size() < least || !running.isDone()) {
      sent.addAll(start(10, "{\"text\": \"测试\"}"));
    }
    running.join();
    return outcomes(sent);
  }

  private List<CompletableFuture<Outcome>> start(int count, String body) {
    long begin = System.nanoTime();
    List<CompletableFuture<Outcome>> sent = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sent.add(post(body));
      long next = begin + (i + 1) * 1_000_000_000L / A_SECOND;
      LockSupport.parkNanos(next - System.nanoTime());
    }
    return sent;
  }

  private static List<Outcome> outcomes(List<CompletableFuture<Outcome>> sent) {
    return sent.stream().map(CompletableFuture::join).toList();
  }

  /**
   * Who answered one request, as the load balancer tells a drill.
   *
   * @param asked whether it is a request of a drill
   * @return empty when nothing is told
   */
  Optional<String> node(boolean asked) {
    HttpRequest.Builder request = request("{}");
    if (asked) {
      request.header("X-Mgeo-Drill", "1");
    }
    return client
        .sendAsync(request.build(), BodyHandlers.discarding())
        .join()
        .headers()
        .firstValue("X-Mgeo-Node");
  }

  private HttpRequest.Builder request(String body) {
    return HttpRequest.newBuilder(url)
        .timeout(PATIENCE)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private CompletableFuture<Outcome> post(String body) {
    return client
        .sendAsync(request(body).build(), BodyHandlers.ofString())
        .thenApply((HttpResponse<String> reply) -> new Outcome(reply.statusCode(), reply.body()))
        .exceptionally(problem -> new Outcome(0, problem.toString()));
  }

  @Override
  public void close() {
    client.close();
  }
}
