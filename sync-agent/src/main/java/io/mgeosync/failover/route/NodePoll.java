package io.mgeosync.failover.route;

import io.mgeosync.config.NodeName;
import io.mgeosync.config.PollSettings;
import io.mgeosync.config.RequireSettings;
import io.mgeosync.config.RoutedNode;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks one node how it is, again and again, on one connection that stays open. */
final class NodePoll {
  /** Many times what a verdict takes. */
  private static final int MAX_ANSWER_BYTES = 64 * 1024;

  private final HttpClient client;
  private final NodeName node;
  private final HttpRequest request;
  private final Duration deadline;
  private final SightingReader reader;

  NodePoll(HttpClient client, RoutedNode node, PollSettings poll, RequireSettings require) {
    this.client = client;
    this.node = node.name();
    this.request = HttpRequest.newBuilder(url(node, require)).build();
    this.deadline = poll.deadline();
    this.reader = new SightingReader(require);
  }

  private static URI url(RoutedNode node, RequireSettings require) {
    String base = node.agent().toString().replaceAll("/+$", "") + "/readyz";
    return URI.create(require.bundle() == null ? base : base + "?bundle=" + require.bundle());
  }

  NodeName node() {
    return node;
  }

  /** Back by the deadline, whatever the node does: it may hang, drip or never end its answer. */
  Sighting look() throws InterruptedException {
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), MAX_ANSWER_BYTES));
    try {
      HttpResponse<String> response = answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
      return reader.read(response.statusCode(), response.body());
    } catch (TimeoutException e) {
      return new Sighting.Unknown("no answer within " + deadline.toMillis() + " ms");
    } catch (ExecutionException e) {
      return new Sighting.Unknown(problem(e.getCause() == null ? e : e.getCause()));
    } finally {
      answer.cancel(true);
    }
  }

  private static String problem(Throwable failure) {
    return failure instanceof ConnectException
        ? "its agent cannot be reached"
        : "no whole answer: " + failure.getClass().getSimpleName();
  }
}
