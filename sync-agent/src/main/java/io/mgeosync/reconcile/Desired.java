package io.mgeosync.reconcile;

import io.mgeosync.channel.Channel;
import io.mgeosync.channel.ChannelLimits;
import io.mgeosync.channel.ChannelMemory;
import io.mgeosync.channel.ChannelSource;
import io.mgeosync.channel.Pin;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which version this node should have. A source that is away, or says something unbelievable,
 * never takes away what was known before: the last good channel stays, and when it has expired
 * nothing new is accepted from it.
 */
final class Desired {
  private static final Logger log = LoggerFactory.getLogger(Desired.class);

  private final BundleName bundle;
  private final String channel;
  private final ChannelSource source;
  private final ChannelMemory memory;
  private final LastCycle lastCycle;
  private final StateHolder state;
  private final ClockSteps steps;
  private final Clock clock;
  private final ReadTrouble trouble = new ReadTrouble();
  private volatile Optional<String> unkept = Optional.empty();

  Desired(
      BundleName bundle,
      String channel,
      ChannelSource source,
      ChannelMemory memory,
      LastCycle lastCycle,
      StateHolder state,
      ClockSteps steps,
      Clock clock) {
    this.bundle = bundle;
    this.channel = channel;
    this.source = source;
    this.memory = memory;
    this.lastCycle = lastCycle;
    this.state = state;
    this.steps = steps;
    this.clock = clock;
  }

  /**
   * After a start: what was believed before is believed again, as old as it is; of this channel
   * only. What was stamped while the clock was ahead counts from now on: it is no older than that
   * says, and must not be believed until the clock gets there.
   */
  void recallChannel() {
    try {
      Instant now = clock.instant();
      Instant readAt =
          lastCycle.channelReadAt().map(at -> at.isAfter(now) ? now : at).orElse(Instant.EPOCH);
      memory
          .remembered()
          .filter(known -> known.name().equals(channel))
          .ifPresent(known -> state.update(s -> s.withChannel(known, readAt)));
    } catch (Refusal refusal) {
      log.warn("{}: {}", bundle, refusal.getMessage());
    }
  }

  /**
   * Reads the channel once; what went wrong is returned, not thrown, since the old one still holds.
   */
  synchronized Optional<Refusal> refresh() {
    try {
      Channel read = memory.accept(believable(source.read()));
      steps.followClock();
      state.update(s -> s.withChannel(read, clock.instant()));
      if (trouble.isOver()) {
        log.info("{}: channel at {} can be read again", bundle, source.location());
      }
      keepChannel(read);
      return Optional.empty();
    } catch (Refusal refusal) {
      if (trouble.begins()) {
        log.warn(
            "{}: channel at {} cannot be used: {}",
            bundle,
            source.location(),
            refusal.getMessage());
      }
      return Optional.of(refusal);
    }
  }

  /** A disk that takes no note of what was read makes it no less valid. */
  private void keepChannel(Channel read) {
    try {
      memory.writeChannel();
      unkept = Optional.empty();
    } catch (Refusal refusal) {
      Optional<String> why = Optional.of(why(read, refusal));
      if (unkept.isEmpty()) {
        log.warn(why.get());
      }
      unkept = why;
    }
  }

  private String why(Channel read, Refusal refusal) {
    return "%s: channel %s, sequence %d is obeyed and cannot be written down, so a restart forgets it: %s"
        .formatted(bundle, read.name(), read.sequence(), refusal.getMessage());
  }

  /** That what is obeyed is not on the disk, in one line; empty when it is. */
  Optional<String> unkept() {
    return unkept;
  }

  /**
   * @throws Refusal when the channel names none
   */
  Optional<Pin> pin() {
    Optional<Channel> channel = state.get().channel();
    if (channel.isPresent() && channel.get().desired(bundle).isEmpty()) {
      throw notInChannel(channel.get());
    }
    return channel.flatMap(known -> known.desired(bundle));
  }

  /** What the channel wants now. */
  record Wanted(Channel channel, Pin pin) {}

  /**
   * Reads the channel; nothing is remembered.
   *
   * @throws Refusal when the channel cannot be read, is not believed, or names none
   */
  Wanted readChannel() {
    Channel read = believable(source.read());
    return read.desired(bundle)
        .map(pin -> new Wanted(read, pin))
        .orElseThrow(() -> notInChannel(read));
  }

  private Channel believable(Channel read) {
    var _ = memory.checkCandidate(read);
    if (read.expired(clock.instant())) {
      noteRead(read);
      throw expired(read);
    }
    read.dateTooLate(clock.instant())
        .ifPresent(
            late -> {
              throw tooLate(read, late);
            });
    return read;
  }

  /** An expired channel that is known already was read all the same: it does not grow stale. */
  private void noteRead(Channel expired) {
    state.update(
        s ->
            s.channel().equals(Optional.of(expired)) ? s.withChannel(expired, clock.instant()) : s);
  }

  /** Why nothing new is accepted from the channel that is known; empty while it is valid. */
  Optional<Refusal> expiry() {
    return state.get().channel().filter(known -> known.expired(clock.instant())).map(this::expired);
  }

  /** The channel was read, but names no version of this node's bundle. */
  private Refusal notInChannel(Channel channel) {
    return Refusal.of(
        Refusal.Kind.MISSING,
        "channel %s names no version of %s".formatted(channel.name(), bundle),
        "run: mgeo-sync promote --channel %s --bundle %s --version …"
            .formatted(channel.name(), bundle));
  }

  /** A date that never comes would protect nothing. */
  private Refusal tooLate(Channel channel, String late) {
    return Refusal.of(
        Refusal.Kind.MISMATCH,
        "channel \"%s\" (sequence %d) %s, more than %d days from now"
            .formatted(
                channel.name(), channel.sequence(), late, ChannelLimits.AHEAD_AT_MOST.toDays()),
        source.correction(channel.sequence()) + ", or set this node's clock right");
  }

  /** The channel is past its expiry: what serves it may be hiding a newer one. */
  private Refusal expired(Channel channel) {
    return Refusal.of(
        Refusal.Kind.MISMATCH,
        "channel \"%s\" (sequence %d) expired at %s"
            .formatted(channel.name(), channel.sequence(), channel.expires()),
        source.renewal() + ", or set this node's clock right");
  }
}
