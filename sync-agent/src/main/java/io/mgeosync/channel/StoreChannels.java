package io.mgeosync.channel;

import io.mgeosync.manifest.Refusal;
import io.mgeosync.store.ObjectChangedException;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.ObjectMissingException;
import io.mgeosync.store.StoreException;
import io.mgeosync.store.StoreKeys;
import io.mgeosync.store.StoreReader;
import io.mgeosync.store.StoreReads;
import io.mgeosync.store.StoreUnavailableException;
import io.mgeosync.store.StoredObject;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel that lives in a store: {@code channels/<name>.yaml}, and each sequence that it has left
 * behind as {@code channels/<name>/<sequence>.yaml}.
 */
public final class StoreChannels implements ChannelSource {
  private static final Logger log = LoggerFactory.getLogger(StoreChannels.class);
  private static final int READS = 8;

  private final StoreReader store;
  private final String name;
  private final Supplier<String> options;

  /** Closing this closes the store. */
  public StoreChannels(StoreReader store, String name) {
    this(store, name, () -> "--store " + store.location());
  }

  /**
   * As above, for a store that needs more than its URL to be written.
   *
   * @param options which store, as the command line takes it
   */
  public StoreChannels(StoreReader store, String name, Supplier<String> options) {
    this.store = store;
    this.name = Channel.requireName(name);
    this.options = options;
  }

  /** A channel together with the object that held it, for a write that must not lose a race. */
  record Found(Channel channel, String text, StoredObject object) {}

  @Override
  public Channel read() {
    return find().map(Found::channel).orElseThrow(this::missing);
  }

  /** What to say where this channel is not; names those that are there. */
  public Refusal missing() {
    return ChannelRefusals.noSuchChannel(name, store.location(), names());
  }

  /** What the channel was before, newest first; only sequences that really were in force. */
  public List<Channel> history() {
    return past().toList();
  }

  /** What cannot be read, or was not reached in steps, was in force on no node. */
  private Stream<Channel> past() {
    List<Long> sequences = pastSequences();
    long newest = ChannelLimits.reached(sequences);
    return sequences.stream()
        .filter(sequence -> sequence <= newest)
        .sorted(Comparator.reverseOrder())
        .flatMap(sequence -> readable(pastKey(sequence)).stream());
  }

  @Override
  public String location() {
    return store.location();
  }

  @Override
  public String renewal() {
    return "renew it with `mgeo-sync renew %s --channel %s`".formatted(options.get(), name);
  }

  @Override
  public String correction(long seen) {
    return "write it again with `mgeo-sync restore %s --channel %s --above %d`"
        .formatted(options.get(), name, seen);
  }

  private String correction() {
    return "write it again with `mgeo-sync restore %s --channel %s`".formatted(options.get(), name);
  }

  @Override
  public void close() {
    store.close();
  }

  Optional<Found> find() {
    return load(StoreKeys.channel(name));
  }

  /** The newest in the history, -1 where there is none; leaps in it are not believed. */
  long newestPastSequence() {
    return ChannelLimits.reached(pastSequences());
  }

  /** The newest in the history that is a channel and was reached in steps. */
  Optional<Channel> newestPast() {
    return past().findFirst();
  }

  /** What is there and is a channel. */
  private Optional<Channel> readable(ObjectKey key) {
    try {
      return load(key).map(Found::channel);
    } catch (InvalidChannelException e) {
      log.warn("{} is passed over: {}", key, e.reason());
      return Optional.empty();
    }
  }

  /** Whether nodes that have seen the history can follow this channel. */
  boolean isFollowable(Channel channel) {
    return ChannelLimits.isOneStep(0, channel.sequence())
        || ChannelLimits.isOneStep(newestPastSequence(), channel.sequence());
  }

  /** Nodes follow no such leap, and nothing that is written behind it. */
  Refusal leapt(Channel channel) {
    return ChannelRefusals.leapt(channel, Math.max(0, newestPastSequence()), correction());
  }

  ObjectKey pastKey(long sequence) {
    return pastFolder().resolve(sequence + ".yaml");
  }

  String name() {
    return name;
  }

  /** A user that may read a channel need not be allowed to list: then no name is known. */
  private List<String> names() {
    try {
      return store.list(StoreKeys.channels()).stream()
          .map(object -> object.key().value().substring(StoreKeys.channels().value().length() + 1))
          .filter(file -> file.matches("[a-z0-9_-]{1,63}\\.yaml"))
          .map(file -> file.substring(0, file.length() - ".yaml".length()))
          .toList();
    } catch (StoreException e) {
      log.debug("the channels in {} cannot be listed", store.location(), e);
      return List.of();
    }
  }

  /** What was in force at that sequence, when it was left behind. */
  Optional<Found> past(long sequence) {
    return load(pastKey(sequence));
  }

  ObjectKey pastFolder() {
    String current = StoreKeys.channel(name).value();
    return new ObjectKey(current.substring(0, current.length() - ".yaml".length()));
  }

  private List<Long> pastSequences() {
    String folder = pastFolder() + "/";
    return store.list(pastFolder()).stream()
        .map(object -> object.key().value().substring(folder.length()))
        .filter(file -> file.matches("[1-9][0-9]{0,17}\\.yaml"))
        .map(file -> Long.valueOf(file.substring(0, file.length() - ".yaml".length())))
        .toList();
  }

  /** A channel that was replaced between the look and the reading is looked for again. */
  private Optional<Found> load(ObjectKey key) {
    @Nullable StoreException replaced = null;
    for (int attempt = 1; attempt <= READS; attempt++) {
      try {
        return store.find(key).map(object -> load(key, object));
      } catch (ObjectChangedException | ObjectMissingException e) {
        replaced = e;
      }
    }
    throw new StoreUnavailableException(
        "channel \"%s\" in %s was changed during each of %d reads"
            .formatted(name, store.location(), READS),
        "try again; if it stays, look at who promotes to it so often",
        replaced);
  }

  private Found load(ObjectKey key, StoredObject object) {
    String where = key + " in " + store.location();
    try {
      return load(where, object);
    } catch (InvalidChannelException e) {
      throw e.with(correction());
    }
  }

  private Found load(String where, StoredObject object) {
    if (object.size() > ChannelYaml.MAX_BYTES) {
      throw new InvalidChannelException(where, 0, "", "it is larger than 1 MiB", null);
    }
    byte[] bytes = StoreReads.readAll(store, object, ChannelYaml.MAX_BYTES);
    Channel channel = ChannelYaml.parse(bytes, where);
    if (!channel.name().equals(name)) {
      String problem = "it names \"%s\", not \"%s\"".formatted(channel.name(), name);
      throw new InvalidChannelException(where, 0, "channel", problem, null);
    }
    return new Found(channel, new String(bytes, StandardCharsets.UTF_8), object);
  }
}
