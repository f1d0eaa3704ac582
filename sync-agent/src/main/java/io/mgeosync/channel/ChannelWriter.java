package io.mgeosync.channel;

import io.mgeosync.store.Content;
import io.mgeosync.store.Precondition;
import io.mgeosync.store.PreconditionFailedException;
import io.mgeosync.store.Store;
import io.mgeosync.store.Store.Capability;
import io.mgeosync.store.StoreKeys;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Moves a channel in a store, by compare-and-set on the channel itself.
 *
 * <p>Order: first the sequence that is about to be left is written to the history, under a name of
 * its own and never overwritten; then the channel moves. So the history holds exactly what was in
 * force; a crash between the two leaves a true entry and the old channel, and the next change finds
 * the entry already there. A sequence is decided by the write of the channel alone, therefore two
 * writers can never both own one.
 */
public final class ChannelWriter {
  private static final int ATTEMPTS = 5;

  private final Store store;
  private final StoreChannels channels;

  public ChannelWriter(Store store, String name) {
    this.store = store;
    this.channels = new StoreChannels(store, name);
  }

  /** Decides what follows; asked again, with what is there then, when another writer was first. */
  @FunctionalInterface
  public interface Change {
    /**
     * The channel that follows.
     *
     * @param current empty when there is no such channel yet
     * @param sequence what the result must carry
     */
    Channel next(Optional<Channel> current, long sequence);
  }

  /** The reading side of the same channel. */
  public StoreChannels channels() {
    return channels;
  }

  /**
   * Changes the channel; a refusal out of {@code change} is passed on and nothing is written.
   *
   * @return the channel as it is in the store now
   * @throws ChannelBusyException when others were first five times in a row
   */
  public Channel change(Change change) {
    @Nullable PreconditionFailedException lost = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return tryOnce(change);
      } catch (PreconditionFailedException e) {
        lost = e;
      }
    }
    throw new ChannelBusyException(channels.name(), ATTEMPTS, Objects.requireNonNull(lost));
  }

  /** One line for the operator when this store cannot keep two writers apart by itself. */
  public static Optional<String> warning(Store store) {
    if (store
        .capabilities()
        .containsAll(Set.of(Capability.ATOMIC_IF_ABSENT, Capability.ATOMIC_IF_UNCHANGED))) {
      return Optional.empty();
    }
    return Optional.of(
        "%s has no atomic conditional writes: let only one publisher work on it at a time"
            .formatted(store.location()));
  }

  private Channel tryOnce(Change change) {
    Optional<StoreChannels.Found> found = channels.find();
    long sequence = sequenceAfter(found);
    Channel next = change.next(found.map(StoreChannels.Found::channel), sequence);
    if (next.sequence() != sequence || !next.name().equals(channels.name())) {
      throw new IllegalArgumentException("the change must keep the name and take the sequence");
    }
    found.ifPresent(this::remember);
    byte[] bytes = ChannelYaml.format(next).getBytes(StandardCharsets.UTF_8);
    try {
      store.put(StoreKeys.channel(channels.name()), Content.of(bytes), unchanged(found));
    } catch (PreconditionFailedException e) {
      return ownWrite(next, e);
    }
    return next;
  }

  // After a lost answer the store's own retry finds our write there and calls it somebody else's.
  private Channel ownWrite(Channel next, PreconditionFailedException lost) {
    return channels
        .find()
        .map(StoreChannels.Found::channel)
        .filter(next::equals)
        .orElseThrow(() -> lost);
  }

  /**
   * One above the channel. When somebody deleted the channel, its sequence was at most one above
   * the newest in the history (see the order above), so two above that is new for certain.
   */
  private long sequenceAfter(Optional<StoreChannels.Found> found) {
    if (found.isPresent()) {
      return Math.incrementExact(found.get().channel().sequence());
    }
    return channels.newestPastSequence().orElse(-1) + 2;
  }

  private void remember(StoreChannels.Found leaving) {
    try {
      store.put(
          channels.pastKey(leaving.channel().sequence()),
          Content.of(leaving.text().getBytes(StandardCharsets.UTF_8)),
          new Precondition.Absent());
    } catch (PreconditionFailedException alreadyThere) {
      // A writer before us wrote this entry; the channel's own compare-and-set decides who moves.
      return;
    }
  }

  private static Precondition unchanged(Optional<StoreChannels.Found> found) {
    return found.isPresent()
        ? new Precondition.Unchanged(found.get().object())
        : new Precondition.Absent();
  }
}
