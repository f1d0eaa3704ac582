package io.mgeosync.channel;

import io.mgeosync.channel.StoreChannels.Found;
import io.mgeosync.store.Store;
import io.mgeosync.store.StoreKeys;
import io.mgeosync.store.StoredObject;
import java.util.Optional;
import java.util.stream.LongStream;

/** Finds what a channel that nodes do not follow said last, and which sequence they follow to. */
final class Restoration {
  private final Store store;
  private final StoreChannels channels;
  private final long above;

  /**
   * @param above the highest sequence that a node is known to have seen; 0 where none is known
   */
  Restoration(Store store, StoreChannels channels, long above) {
    this.store = store;
    this.channels = channels;
    this.above = above;
  }

  /**
   * @throws io.mgeosync.manifest.Refusal when there is no such channel, nothing to restore, or no
   *     sequence that nodes follow to
   */
  Standing standing() {
    // Found first: where another writer comes between, the write below is refused.
    Optional<StoredObject> object = store.find(StoreKeys.channel(channels.name()));
    Optional<Found> present = believable();
    long newest = channels.newestPastSequence();
    if (object.isEmpty() && newest < 0) {
      throw channels.missing();
    }
    Optional<Channel> said = present.map(Found::channel).or(channels::newestPast);
    if (said.isEmpty()) {
      throw ChannelRefusals.nothingToRestore(
          channels.name(), store.location(), StoreKeys.channel(channels.name()));
    }
    long last = present.map(found -> found.channel().sequence()).orElse(newest);
    return new Standing(said, present, object, next(present.isPresent(), last));
  }

  /** Above an entry of the history is one more that was in force and is not known any more. */
  private long next(boolean known, long last) {
    long next = LongStream.of(last + (known ? 1 : 2), above + 1).max().getAsLong();
    if (!ChannelLimits.isOneStep(last, next) || next > ChannelLimits.SEQUENCE_AT_MOST) {
      throw ChannelRefusals.aboveTooMuch(channels.name(), above, last);
    }
    return next;
  }

  private Optional<Found> believable() {
    try {
      return channels.find().filter(found -> channels.isFollowable(found.channel()));
    } catch (InvalidChannelException e) {
      return Optional.empty();
    }
  }
}
