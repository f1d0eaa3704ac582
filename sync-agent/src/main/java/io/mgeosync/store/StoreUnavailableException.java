package io.mgeosync.store;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The store did not answer, or answered that it cannot serve now; trying again may help. */
public final class StoreUnavailableException extends StoreException {
  private final @Nullable Duration retryAfter;
  private final boolean silent;

  public StoreUnavailableException(String reason, String remedy, @Nullable Throwable cause) {
    this(reason, remedy, null, cause);
  }

  /**
   * @param retryAfter how long the store itself asked to be left alone
   */
  public StoreUnavailableException(
      String reason, String remedy, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    this(reason, remedy, retryAfter, false, cause);
  }

  private StoreUnavailableException(
      String reason,
      String remedy,
      @Nullable Duration retryAfter,
      boolean silent,
      @Nullable Throwable cause) {
    super(Kind.UNAVAILABLE, reason, remedy, cause);
    this.retryAfter = retryAfter;
    this.silent = silent;
  }

  /** The whole time that a call may take went by without an answer, or would again. */
  public static StoreUnavailableException silent(
      String reason, String remedy, @Nullable Throwable cause) {
    return new StoreUnavailableException(reason, remedy, null, true, cause);
  }

  /** Who waited that long for nothing does not ask again at once: the next cycle does. */
  public boolean isSilent() {
    return silent;
  }

  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
