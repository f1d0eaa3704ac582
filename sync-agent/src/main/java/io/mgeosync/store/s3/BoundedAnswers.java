package io.mgeosync.store.s3;

import io.mgeosync.store.s3.PageAnswers.PageException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Ends requests whose answer does not come to an end. The HTTP client bounds each read only, so a
 * server that drips would hold one of its threads for ever, and the SDK reads an answer in XML into
 * memory however long it is. The bytes of an object have their own bounds.
 */
final class BoundedAnswers implements Interceptor {
  /** A page of a thousand of the longest names is a quarter of this. */
  private static final int BYTES_AT_MOST = 16 << 20;

  /** The caller gives up first, and has the better words. */
  private static final Duration AFTER_THE_CALLER = Duration.ofSeconds(1);

  private static final ScheduledThreadPoolExecutor TIMER = timer();

  private final long deadlineMillis;

  /**
   * @param deadline of an answer's head, and of the whole answer where it is no object
   */
  BoundedAnswers(Duration deadline) {
    this.deadlineMillis = deadline.plus(AFTER_THE_CALLER).toMillis();
  }

  private static ScheduledThreadPoolExecutor timer() {
    var timer =
        new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("s3-timer").factory());
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(30, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    return timer;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    if (chain.request().body() != null) {
      // An upload takes as long as its bytes; its writer waits with a deadline of its own.
      return bounded(chain.proceed(chain.request()));
    }
    Future<?> end =
        TIMER.schedule(() -> chain.call().cancel(), deadlineMillis, TimeUnit.MILLISECONDS);
    try {
      Response response = chain.proceed(chain.request());
      return isObject(response) ? response : bounded(response);
    } finally {
      end.cancel(false);
    }
  }

  private static boolean isObject(Response response) {
    return response.isSuccessful()
        && response.request().method().equals("GET")
        && response.request().url().querySize() == 0;
  }

  private static Response bounded(Response response) throws IOException {
    try {
      if (response.peekBody(BYTES_AT_MOST + 1L).contentLength() <= BYTES_AT_MOST) {
        return response;
      }
    } catch (IOException e) {
      response.close();
      throw e;
    }
    response.close();
    throw new PageException("an answer of more than 16 MiB");
  }
}
