package io.mgeosync.store;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import io.mgeosync.manifest.Refusal;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks again where {@link Refusal#retryable()} says that it can help, and waits at least as long as
 * the store itself asks for.
 *
 * <p>Only the opening of a stream is repeated: bytes that have been handed out cannot be taken
 * back, so a stream that breaks midway is the reader's, who knows what it still needs. A replaced
 * object is not asked for again either: its pin can never match. Nor is a mount that said nothing
 * for the whole time that a call may take. A stream that brings too little breaks.
 */
class RetryingReader implements StoreReader {
  private final StoreReader store;
  private final FailsafeExecutor<Object> retries;
  private final MinimumPace pace;

  RetryingReader(StoreReader store, RetrySettings settings, MinimumPace pace) {
    this.store = store;
    this.pace = pace;
    this.retries = Failsafe.with(policy(settings));
  }

  private static RetryPolicy<Object> policy(RetrySettings settings) {
    return RetryPolicy.builder()
        .handleIf(RetryingReader::worthRetrying)
        .withMaxAttempts(settings.attempts())
        .withMaxDuration(settings.maxDuration())
        .withBackoff(
            settings.firstDelay().toMillis(), settings.maxDelay().toMillis(), ChronoUnit.MILLIS)
        .withJitter(0.25)
        .withDelayFn(context -> askedFor(context.getLastException()))
        .build();
  }

  /** Negative where the store asked for nothing; the back-off decides then. */
  private static Duration askedFor(@Nullable Throwable failure) {
    return failure instanceof StoreUnavailableException unavailable
        ? unavailable.retryAfter().orElse(Duration.ofMillis(-1))
        : Duration.ofMillis(-1);
  }

  private static boolean worthRetrying(Throwable failure) {
    return failure instanceof Refusal refusal
        && refusal.retryable()
        && !(failure instanceof ObjectChangedException)
        && !(failure instanceof StoreUnavailableException away && away.isSilent());
  }

  final <T> T retry(Supplier<T> call) {
    try {
      return retries.get(call::get);
    } catch (FailsafeException e) {
      // Only an interrupted wait comes out wrapped; failures of the call come out as they are.
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException(
          "waiting for " + location() + " was interrupted", "run it again", e);
    }
  }

  @Override
  public Optional<StoredObject> find(ObjectKey key) {
    return retry(() -> store.find(key));
  }

  @Override
  public List<StoredObject> list(ObjectKey folder) {
    return retry(() -> store.list(folder));
  }

  @Override
  public InputStream open(StoredObject object, ByteRange range) {
    InputStream in = retry(() -> store.open(object, range));
    String what = object.key() + " from " + store.location();
    return new PacedStream(in, range.length(), what, pace);
  }

  @Override
  public void distrust(StoredObject object) {
    store.distrust(object);
  }

  @Override
  public void tooSlow(StoredObject object) {
    store.tooSlow(object);
  }

  @Override
  public Optional<Instant> storeTime() {
    return store.storeTime();
  }

  @Override
  public String location() {
    return store.location();
  }

  @Override
  public void close() {
    store.close();
  }
}
