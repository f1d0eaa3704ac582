package io.mgeosync.publish;

import io.mgeosync.channel.Channel;
import io.mgeosync.channel.ChannelLimits;
import io.mgeosync.channel.ChannelWriter;
import io.mgeosync.channel.Pin;
import io.mgeosync.channel.Races;
import io.mgeosync.channel.StoreChannels;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.json.EncodedManifest;
import io.mgeosync.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Says what may be served: moves channels in a store, always forward to a new sequence, and only to
 * versions that are published there. Every change also renews the channel's expiry, and {@link
 * #renew} does nothing else.
 */
public final class Promoter {
  /** Less than this may be the network's doing, and changes nothing that lasts days. */
  private static final Duration CLOCKS_AGREE = Duration.ofMinutes(2);

  private final Store store;
  private final Clock clock;
  private final Races races;
  private final PublishedManifests published;

  public Promoter(Store store, Clock clock) {
    this(store, clock, Races.REFUSED);
  }

  /**
   * @param races on a store without atomic conditional writes
   */
  public Promoter(Store store, Clock clock, Races races) {
    this.store = store;
    this.clock = clock;
    this.races = races;
    this.published = new PublishedManifests(store);
  }

  /**
   * What a change of a channel has come to.
   *
   * @param before what was in force until then; empty where the channel is new
   * @param now the channel as it is in the store now
   */
  public record Moved(Optional<Channel> before, Channel now) {}

  /**
   * Makes a pin the desired one of its bundle. Promoting what is desired already renews the
   * channel.
   *
   * @throws Refusal when there is no such channel and the options do not create one, the version is
   *     not in the store, the store holds it with another digest, or others kept changing the
   *     channel
   */
  public Moved promote(String channel, Pin pin, PromoteOptions options) {
    requirePublished(pin);
    return change(
        channel,
        options.create(),
        (current, sequence) -> promoted(channel, current, sequence, pin, options));
  }

  /**
   * Refuses a channel that is not there, before anything is done for its sake.
   *
   * @throws Refusal when there is no such channel
   */
  public void requireChannel(String channel) {
    var _ = new StoreChannels(store, channel).read();
  }

  /**
   * Moves the expiry and nothing else. A channel that is valid for longer already stays as it is:
   * {@link Moved#before} is then {@link Moved#now}.
   *
   * @throws Refusal when there is no such channel, or others kept changing the channel
   */
  public Moved renew(String channel, Duration validity) {
    Instant expires = after(validity);
    Channel now = new StoreChannels(store, channel).read();
    if (!now.expires().isBefore(expires) && now.dateTooLate(clock.instant()).isEmpty()) {
      return new Moved(Optional.of(now), now);
    }
    return change(
        channel,
        false,
        (current, sequence) -> near(current.orElseThrow(), expires).renewed(sequence, expires));
  }

  /**
   * Writes a channel again that nodes do not follow: as it says itself where that can be believed,
   * else as its history says last, with a sequence that they follow to.
   *
   * @param above the highest sequence that a node is known to have seen; 0 where none is known
   * @throws Refusal when there is no such channel, its history holds nothing to restore, nodes
   *     could not follow to that sequence, or others kept changing the channel
   */
  public Moved restore(String channel, long above, Duration validity) {
    Instant expires = after(validity);
    var before = new AtomicReference<Optional<Channel>>(Optional.empty());
    Channel now =
        new ChannelWriter(store, channel, races)
            .restore(
                above,
                (said, sequence) -> {
                  before.set(said);
                  return near(said.orElseThrow(), expires).renewed(sequence, expires);
                });
    return new Moved(before.get(), now);
  }

  /** The same without the dates that no node takes. */
  private Channel near(Channel channel, Instant expires) {
    return new Channel(
        channel.name(),
        channel.sequence(),
        isTooLate(channel.expires()) ? expires : channel.expires(),
        channel.rolloutEnds().filter(end -> !isTooLate(end)),
        channel.serve(),
        channel.prefetch());
  }

  private boolean isTooLate(Instant date) {
    return ChannelLimits.isTooLate(date, clock.instant());
  }

  private Moved change(String channel, boolean create, ChannelWriter.Change change) {
    ChannelWriter writer = new ChannelWriter(store, channel, races);
    var before = new AtomicReference<Optional<Channel>>(Optional.empty());
    Channel now =
        writer.change(
            (current, sequence) -> {
              if (current.isEmpty() && !create) {
                throw writer.channels().missing();
              }
              before.set(current);
              return change.next(current, sequence);
            });
    return new Moved(before.get(), now);
  }

  /**
   * Steps back, in a new and higher sequence: to the version that was desired before the present
   * one first was, or to the named one. Stepping back twice therefore goes back two versions and
   * never forward to the one just left. The version left may not serve any longer.
   *
   * @throws Refusal when there is no such channel, or the history holds no such version
   */
  public Channel rollback(String channel, BundleName bundle, Optional<BundleVersion> version) {
    ChannelWriter writer = new ChannelWriter(store, channel, races);
    return writer.change(
        (current, sequence) -> {
          Channel now = current.orElseThrow(writer.channels()::missing);
          Pin back = new StepsBack(now, writer.channels().history(), bundle).to(version);
          requirePublished(back);
          return promoted(channel, current, sequence, back, PromoteOptions.AT_ONCE);
        });
  }

  /**
   * One line for the operator when this store has shown that it cannot keep two promoters apart by
   * itself.
   */
  public Optional<String> warning() {
    return ChannelWriter.warning(store);
  }

  /**
   * One line for the operator when the store's clock, which its answers have told by now, and this
   * machine's do not agree: a channel's times are counted from this machine's.
   */
  public Optional<String> clockWarning() {
    Instant here = clock.instant();
    return store
        .storeTime()
        .filter(there -> Duration.between(here, there).abs().compareTo(CLOCKS_AGREE) > 0)
        .map(
            there ->
                "by the clock of %s it is %s, by this machine's %s, from which the channel's expiry and rollout are counted: set the clock that is wrong, then promote again"
                    .formatted(
                        store.location(),
                        there.truncatedTo(ChronoUnit.SECONDS),
                        here.truncatedTo(ChronoUnit.SECONDS)));
  }

  private void requirePublished(Pin pin) {
    EncodedManifest there = published.requireManifest(pin.bundle(), pin.version());
    if (!there.digest().equals(pin.digest())) {
      throw PublishRefusals.otherPin(pin, there.digest(), store.location());
    }
  }

  private Channel promoted(
      String channel, Optional<Channel> current, long sequence, Pin pin, PromoteOptions options) {
    List<Pin> serve = current.map(Channel::serve).orElse(List.of());
    List<Pin> prefetch = current.map(Channel::prefetch).orElse(List.of());
    Optional<Instant> rolloutEnds =
        current.flatMap(Channel::rolloutEnds).filter(end -> !isTooLate(end));
    Instant expires = after(options.validity());
    if (options.prefetchOnly()) {
      List<Pin> fetched = PinLists.switched(prefetch, pin);
      return new Channel(channel, sequence, expires, rolloutEnds, serve, fetched);
    }
    List<Pin> left = PinLists.without(prefetch, pin.bundle());
    if (options.rollout().isZero()) {
      List<Pin> serving = PinLists.switched(serve, pin);
      return new Channel(channel, sequence, expires, rolloutEnds, serving, left);
    }
    List<Pin> serving = PinLists.rollingOut(serve, pin);
    Optional<Instant> end = Optional.of(later(rolloutEnds, after(options.rollout())));
    return new Channel(channel, sequence, expires, end, serving, left);
  }

  /** Another bundle of the channel may be in the middle of its own rollout. */
  private static Instant later(Optional<Instant> one, Instant other) {
    return one.filter(instant -> instant.isAfter(other)).orElse(other);
  }

  private Instant after(Duration duration) {
    return clock
        .instant()
        .truncatedTo(ChronoUnit.SECONDS)
        .plus(duration.truncatedTo(ChronoUnit.SECONDS));
  }
}
