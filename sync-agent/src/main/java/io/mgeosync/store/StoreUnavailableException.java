package io.mgeosync.store;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The store did not answer, or answered that it cannot serve now; trying again may help. */
public final class StoreUnavailableException extends StoreException {
  private final @Nullable Duration retryAfter;

  public StoreUnavailableException(String reason, String remedy, @Nullable Throwable cause) {
    this(reason, remedy, null, cause);
  }

  /**
   * @param retryAfter how long the store itself asked to be left alone
   */
  public StoreUnavailableException(
      String reason, String remedy, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    super(Kind.UNAVAILABLE, reason, remedy, cause);
    this.retryAfter = retryAfter;
  }

  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
