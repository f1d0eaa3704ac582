package io.mgeosync.store.chain;

import io.mgeosync.store.StoreException;
import io.mgeosync.store.StoreUnavailableException;
import io.mgeosync.store.StoredObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is remembered of one mirror. It is <i>good</i> until it fails, then <i>rests</i>; when the
 * rest is over it may be asked, and the first whole answer makes it good again, the next failure
 * lets it rest longer. Proven wrong bytes make it <i>distrusted</i>: a longer rest of its own,
 * which no answer that is still on its way shortens. Each edge is logged once.
 */
final class CircuitBreaker {
  private static final Logger LOG = LoggerFactory.getLogger(CircuitBreaker.class);

  private final String name;
  private final Backoff patience;
  private final InstantSource clock;
  private final RandomGenerator random;
  private Instant restsUntil = Instant.MIN;
  private int failures;
  private boolean suspect;

  CircuitBreaker(String name, Backoff patience, InstantSource clock, RandomGenerator random) {
    this.name = name;
    this.patience = patience;
    this.clock = clock;
    this.random = random;
  }

  synchronized boolean mayBeAsked() {
    return !clock.instant().isBefore(restsUntil);
  }

  /** Of several requests that fail together only the first one counts. */
  synchronized void failed(StoreException why) {
    if (!mayBeAsked()) {
      return;
    }
    failures++;
    restFor(pause(why));
    if (failures == 1 && !suspect) {
      LOG.warn("mirror {} is left alone for a while: {}", name, why.reason());
    }
  }

  /** At least as long as the mirror itself asks for, within bounds. */
  private Duration pause(StoreException why) {
    Duration own = patience.rest(failures, random.nextDouble());
    Duration asked =
        why instanceof StoreUnavailableException away
            ? away.retryAfter().orElse(Duration.ZERO)
            : Duration.ZERO;
    Duration longer = asked.compareTo(own) > 0 ? asked : own;
    return longer.compareTo(patience.longestRest()) > 0 ? patience.longestRest() : longer;
  }

  private void restFor(Duration pause) {
    restsUntil = clock.instant().plus(pause);
  }

  synchronized void lied(StoredObject object) {
    boolean known = suspect && !mayBeAsked();
    suspect = true;
    restFor(patience.distrust());
    if (!known) {
      LOG.error(
          "mirror {} gave wrong bytes for {}: it is not asked for {} h; clear or repair it",
          name,
          object.key(),
          patience.distrust().toHours());
    }
  }

  /** A request has yielded all that it promised; whether the bytes are right, others know. */
  synchronized void worked() {
    if (!mayBeAsked()) {
      return;
    }
    if (failures > 0 || suspect) {
      LOG.info("mirror {} serves again", name);
    }
    failures = 0;
    suspect = false;
  }
}
