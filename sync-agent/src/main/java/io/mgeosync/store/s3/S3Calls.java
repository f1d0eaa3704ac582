package io.mgeosync.store.s3;

import io.mgeosync.store.StoreException;
import io.mgeosync.store.StoreUnavailableException;
import java.io.InterruptedIOException;
import java.security.ProviderException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the SDK's answers, each by a deadline, and gives failures their words. */
record S3Calls(S3Failures failures, Duration deadline) {

  /** A request under way. */
  @FunctionalInterface
  interface Request<T> {
    CompletableFuture<T> start() throws Exception;
  }

  /**
   * @throws AnswerException when the server refuses; the caller knows what a code means to it
   * @throws StoreException for every other failure
   */
  <T> T awaitAnswer(Request<T> request) {
    return awaitAnswer(request, deadline);
  }

  <T> T awaitAnswer(Request<T> request, Duration longer) {
    try {
      return request.start().get(longer.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new AnswerException(unwrap(e));
    } catch (TimeoutException e) {
      throw failures.explain(new InterruptedIOException("no answer within " + longer));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException(
          "a request to " + failures.server() + " was interrupted", "run it again", e);
    } catch (StoreException | ProviderException e) {
      throw failures.explain(e);
    } catch (Exception e) {
      throw new AnswerException(unwrap(e));
    }
  }

  private static Throwable unwrap(Throwable failure) {
    Throwable cause = failure.getCause();
    boolean wrapper =
        failure instanceof ExecutionException
            || failure instanceof CompletionException
            || failure.getClass() == io.minio.errors.MinioException.class;
    return wrapper && cause != null ? unwrap(cause) : failure;
  }

  /** Carries a failure to where its meaning is known; never leaves this package. */
  static final class AnswerException extends RuntimeException {
    private final Throwable failure;

    AnswerException(Throwable failure) {
      super(failure);
      this.failure = failure;
    }

    Throwable failure() {
      return failure;
    }

    String code() {
      return S3Failures.codeOf(failure);
    }
  }
}
