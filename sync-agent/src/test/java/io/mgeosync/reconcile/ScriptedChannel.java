package io.mgeosync.reconcile;

import io.mgeosync.channel.Channel;
import io.mgeosync.channel.ChannelSource;
import io.mgeosync.channel.Pin;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A channel that says what a test wants, as often as it is asked. */
final class ScriptedChannel implements ChannelSource {
  static final String NAME = "production";

  private final Supplier<Instant> now;
  private volatile Supplier<Channel> answer = ScriptedChannel::away;
  private volatile long sequence;

  ScriptedChannel(Supplier<Instant> now) {
    this.now = now;
  }

  private static Channel away() {
    throw new StoreUnavailableException("injected: the channel is away", "try again", null);
  }

  /** The same source, read by another agent. */
  void continues(ScriptedChannel before) {
    answer = before.answer;
    sequence = before.sequence;
  }

  void goAway() {
    answer = ScriptedChannel::away;
  }

  void refuse(Refusal refusal) {
    answer =
        () -> {
          throw refusal;
        };
  }

  /** Promotes: the next sequence, valid for 90 days, the desired pin first. */
  Channel serves(Pin... serve) {
    return says(Optional.empty(), List.of(serve), List.of());
  }

  Channel says(Optional<Instant> rolloutEnds, List<Pin> serve, List<Pin> prefetch) {
    Instant expires = now.get().plus(Duration.ofDays(90));
    return exactly(new Channel(NAME, sequence + 1, expires, rolloutEnds, serve, prefetch));
  }

  Channel exactly(Channel channel) {
    sequence = channel.sequence();
    answer = () -> channel;
    return channel;
  }

  @Override
  public Channel read() {
    return answer.get();
  }

  @Override
  public String location() {
    return "a script";
  }

  @Override
  public String renewal() {
    return "renew the script";
  }

  @Override
  public String correction(long seen) {
    return "correct the script above " + seen;
  }

  @Override
  public void close() {}
}
