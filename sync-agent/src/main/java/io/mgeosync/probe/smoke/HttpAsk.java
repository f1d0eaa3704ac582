package io.mgeosync.probe.smoke;

import io.mgeosync.probe.ProbeResult;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One HTTP exchange, its body included, within one deadline. */
final class HttpAsk {
  /** Answers are some kilobytes; a service that streams for ever must not fill our memory. */
  private static final long MAX_ANSWER_BYTES = 1 << 20;

  private final HttpClient client;

  HttpAsk(HttpClient client) {
    this.client = client;
  }

  /**
   * Sends it.
   *
   * @param whole makes the result out of a complete answer, whatever its status
   * @param none makes it out of the reason why there is none
   */
  <T> T send(
      HttpRequest request,
      Duration within,
      Function<HttpResponse<byte[]>, T> whole,
      Function<ProbeResult, T> none)
      throws InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
    try {
      return whole.apply(sent.get(within.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return none.apply(late(within));
    } catch (ExecutionException e) {
      return none.apply(unanswered(request, within, e.getCause()));
    } finally {
      sent.cancel(true);
    }
  }

  private static ProbeResult unanswered(
      HttpRequest request, Duration within, @Nullable Throwable why) {
    String where = request.uri().getAuthority();
    return switch (why) {
      case ConnectException _ ->
          new ProbeResult.Late("Refused", "nothing listens at " + where + "; start the service");
      case HttpTimeoutException _ -> late(within);
      case null, default ->
          new ProbeResult.Late("Disconnected", where + " broke off: " + OneLine.of("" + why));
    };
  }

  private static ProbeResult late(Duration within) {
    return new ProbeResult.Late(
        "TooSlow", "no answer within its budget of %d ms".formatted(within.toMillis()));
  }
}
