package io.mgeosync.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long ago the channel was last read with success.
 *
 * @param since empty when that was not written down
 */
record ChannelAge(Optional<Duration> since) {

  static ChannelAge of(BundleState state, Instant now) {
    return new ChannelAge(
        state
            .channelReadAt()
            .filter(at -> at.isAfter(Instant.EPOCH))
            .map(at -> Duration.between(at, now)));
  }

  /** An age that is not known is more than any limit. */
  boolean isOver(Duration limit) {
    return since.map(age -> age.compareTo(limit) > 0).orElse(true);
  }

  /** Behind "the channel". */
  String words() {
    return since
        .map(age -> "was last read %d h ago".formatted(age.toHours()))
        .orElse("was last read at a time that is not known");
  }
}
