package io.mgeosync.channel;

import io.mgeosync.channel.StoreChannels.Found;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.store.Content;
import io.mgeosync.store.Precondition;
import io.mgeosync.store.PreconditionFailedException;
import io.mgeosync.store.Store;
import io.mgeosync.store.Store.Capability;
import io.mgeosync.store.StoreKeys;
import io.mgeosync.store.StoredObject;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
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
  static final int ATTEMPTS = 8;

  private final Store store;
  private final StoreChannels channels;
  private final Races races;
  private final Pauses pauses;

  /** One that changes nothing on a store without atomic conditional writes. */
  public ChannelWriter(Store store, String name) {
    this(store, name, Races.REFUSED);
  }

  /**
   * @param races on a store without atomic conditional writes
   */
  public ChannelWriter(Store store, String name, Races races) {
    this(store, name, races, Pauses.REAL);
  }

  ChannelWriter(Store store, String name, Races races, Pauses pauses) {
    this.store = store;
    this.channels = new StoreChannels(store, name);
    this.races = races;
    this.pauses = pauses;
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

  /**
   * A channel as this writer wrote it. Two writers may want the very same at the same moment: the
   * last line tells their texts apart, and with them the tags of the objects.
   */
  private record Written(Channel channel, String text) {
    static Written of(Channel channel) {
      String change = "# change " + UUID.randomUUID() + "\n";
      return new Written(channel, ChannelYaml.format(channel) + change);
    }

    boolean isIn(Found found) {
      return found.text().equals(text);
    }
  }

  /** The reading side of the same channel. */
  public StoreChannels channels() {
    return channels;
  }

  /**
   * Changes the channel; a refusal out of {@code change} is passed on and nothing is written.
   *
   * @return the channel as it is in the store now
   * @throws Refusal when others were first eight times in a row, or the store cannot keep two
   *     writers apart and that was not asked for
   */
  public Channel change(Change change) {
    return persist(() -> tryOnce(change));
  }

  /**
   * Writes a channel again that nodes do not follow, or that is no channel: {@code change} is given
   * what it says where that can be believed, else what its history says last.
   *
   * @param above the highest sequence that a node is known to have seen; 0 where none is known
   * @return the channel as it is in the store now
   * @throws Refusal as {@link #change} says, when there is nothing to restore, and when nodes could
   *     not follow to that sequence
   */
  public Channel restore(long above, Change change) {
    Restoration restoration = new Restoration(store, channels, above);
    return persist(() -> writeChannel(restoration.standing(), change));
  }

  private Channel persist(Supplier<Written> attemptOnce) {
    @Nullable PreconditionFailedException lost = null;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        return confirmed(attemptOnce.get()).channel();
      } catch (PreconditionFailedException e) {
        lost = e;
        pauses.afterLost(attempt);
      }
    }
    throw ChannelRefusals.busy(channels.name(), ATTEMPTS, Objects.requireNonNull(lost));
  }

  /**
   * One line for the operator when this store has shown that it cannot keep two writers apart by
   * itself; empty before it was written to.
   */
  public static Optional<String> warning(Store store) {
    return store.lacking().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s has no atomic conditional writes: let only one publisher work on it at a time"
                .formatted(store.location()));
  }

  private void requireProtection() {
    if (races == Races.REFUSED) {
      store.learnPreconditions(channels.pastFolder().resolve("conditional-writes.txt"));
      if (isUnprotected()) {
        throw ChannelRefusals.unprotected(channels.name(), store.location(), false);
      }
    }
  }

  private boolean isUnprotected() {
    return store.lacking().contains(Capability.ATOMIC_IF_UNCHANGED);
  }

  /** Where the store did not decide the race, the channel shows who won it. */
  private Written confirmed(Written next) {
    if (!isUnprotected()) {
      return next;
    }
    if (races == Races.REFUSED) {
      throw ChannelRefusals.unprotected(channels.name(), store.location(), true);
    }
    pauses.settle();
    if (!isInForceOrPast(next)) {
      throw new PreconditionFailedException(StoreKeys.channel(channels.name()), store.location());
    }
    return next;
  }

  private boolean isInForceOrPast(Written next) {
    return channels.find().filter(next::isIn).isPresent()
        || channels.past(next.channel().sequence()).filter(next::isIn).isPresent();
  }

  private Written tryOnce(Change change) {
    return writeChannel(standing(), change);
  }

  private Written writeChannel(Standing standing, Change change) {
    long sequence = standing.next();
    Channel next = change.next(standing.said(), sequence);
    if (next.sequence() != sequence || !next.name().equals(channels.name())) {
      throw new IllegalArgumentException("the change must keep the name and take the sequence");
    }
    requireProtection();
    standing.leaving().ifPresent(this::rememberChannel);
    Written written = Written.of(next);
    byte[] bytes = written.text().getBytes(StandardCharsets.UTF_8);
    try {
      store.put(
          StoreKeys.channel(channels.name()), Content.of(bytes), unchanged(standing.object()));
    } catch (PreconditionFailedException lost) {
      // After a lost answer the store's own retry finds our write there and calls it another's.
      if (channels.find().filter(written::isIn).isEmpty()) {
        throw lost;
      }
    }
    return written;
  }

  /**
   * The next sequence is one above the channel. When the channel was deleted, its sequence was at
   * most one above the newest in the history (see the order above), so two above that is new for
   * certain.
   */
  private Standing standing() {
    Optional<Found> found = channels.find();
    if (found.isEmpty()) {
      return new Standing(
          Optional.empty(), Optional.empty(), Optional.empty(), channels.newestPastSequence() + 2);
    }
    Channel current = found.get().channel();
    if (!channels.isFollowable(current)) {
      throw channels.leapt(current);
    }
    return new Standing(
        Optional.of(current), found, found.map(Found::object), current.sequence() + 1);
  }

  private void rememberChannel(Found leaving) {
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

  private static Precondition unchanged(Optional<StoredObject> object) {
    return object.isPresent()
        ? new Precondition.Unchanged(object.get())
        : new Precondition.Absent();
  }
}
