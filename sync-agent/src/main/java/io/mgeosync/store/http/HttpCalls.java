package io.mgeosync.store.http;

import io.mgeosync.store.TrustedAuthorities;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends requests, each by a deadline, and gives what breaks its words. */
final class HttpCalls {
  private static final Duration MAX_CONNECT = Duration.ofSeconds(5);

  private final ExecutorService threads;
  private final HttpClient client;
  private final Duration timeout;
  private final HttpFailures failures;

  HttpCalls(HttpStoreSettings settings, HttpFailures failures) {
    this.timeout = settings.timeout();
    this.failures = failures;
    this.threads =
        Executors.newCachedThreadPool(
            Thread.ofPlatform()
                .daemon()
                .name("mirror-" + settings.base().getHost() + "-", 0)
                .factory());
    this.client = client(settings);
  }

  /** HTTP/1.1: each parallel range has a connection of its own, and connections are kept alive. */
  private HttpClient client(HttpStoreSettings settings) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout.compareTo(MAX_CONNECT) < 0 ? timeout : MAX_CONNECT)
            .executor(threads);
    if (settings.caFile() != null) {
      builder.sslContext(TrustedAuthorities.context(TrustedAuthorities.with(settings.caFile())));
    }
    return builder.build();
  }

  /** Nothing but the bytes as they are stored will do. */
  static HttpRequest.Builder request(URI url) {
    return HttpRequest.newBuilder(url).header("Accept-Encoding", "identity");
  }

  HttpResponse<Void> head(URI url) {
    return send(request(url).HEAD(), HttpResponse.BodyHandlers.discarding());
  }

  /** The body must be closed. */
  HttpResponse<BodyStream> get(HttpRequest.Builder request) {
    return send(
        request.GET(), info -> new BodyStream(info, timeout.toNanos(), failures::byNetwork));
  }

  private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> handler) {
    CompletableFuture<HttpResponse<T>> answer =
        client.sendAsync(request.timeout(timeout).build(), handler);
    try {
      return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw failures.byNetwork(asNetwork(e));
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw failures.byNetwork(new HttpTimeoutException("no answer within " + timeout));
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw failures.interrupted(e);
    }
  }

  private static IOException asNetwork(ExecutionException failure) {
    return failure.getCause() instanceof IOException io
        ? io
        : new IOException("odd answer", failure);
  }

  void close() {
    client.shutdownNow();
    threads.shutdown();
  }
}
