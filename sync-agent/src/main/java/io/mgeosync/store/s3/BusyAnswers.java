package io.mgeosync.store.s3;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Turns "not now" answers into exceptions before the SDK sees them: it would drop the Retry-After
 * header, and the status as well when a proxy answers in HTML.
 */
final class BusyAnswers implements Interceptor {

  /** The server, or something before it, asks to be left alone for a while. */
  static final class BusyException extends IOException {
    private final int status;
    private final transient @Nullable Duration retryAfter;

    BusyException(int status, @Nullable Duration retryAfter) {
      super("HTTP " + status);
      this.status = status;
      this.retryAfter = retryAfter;
    }

    int status() {
      return status;
    }

    Optional<Duration> retryAfter() {
      return Optional.ofNullable(retryAfter);
    }
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    int status = response.code();
    if (status == 429 || (status >= 500 && status != 501)) {
      response.close();
      throw new BusyException(status, retryAfter(response.header("Retry-After")));
    }
    return response;
  }

  /** Only seconds: the other form, a date, would trust the server's clock. */
  private static @Nullable Duration retryAfter(@Nullable String header) {
    return header != null && header.matches("\\d{1,6}")
        ? Duration.ofSeconds(Long.parseLong(header))
        : null;
  }
}
