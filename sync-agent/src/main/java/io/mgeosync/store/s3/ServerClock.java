package io.mgeosync.store.s3;

import io.mgeosync.base.Stopwatch;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * What time it is by the server's clock: the Date of its last answer, and the steady time since.
 */
final class ServerClock implements Interceptor {
  private record Seen(Instant time, Stopwatch since) {}

  private volatile @Nullable Seen last;

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    parse(response.header("Date")).ifPresent(time -> last = new Seen(time, Stopwatch.started()));
    return response;
  }

  /** Empty where no answer has told it yet. */
  Optional<Instant> time() {
    Seen seen = last;
    return Optional.ofNullable(seen).map(at -> at.time().plus(at.since().elapsed()));
  }

  static Optional<Instant> parse(@Nullable String date) {
    if (date == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
