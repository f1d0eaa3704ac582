package io.mgeosync.channel;

import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.digest.Digest;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A named pointer that says which bundle versions may be served.
 *
 * @param name one safe path segment, without dots, so that its history can lie in a folder beside
 *     it
 * @param sequence from 1 to {@link ChannelLimits#SEQUENCE_AT_MOST}; grows with every change; a node
 *     refuses to step back, or further on than {@link ChannelLimits#STEP_AT_MOST}
 * @param expires whole seconds, UTC; from then on a node accepts nothing new from the channel
 * @param rolloutEnds whole seconds, UTC; from then on only the desired pin of each bundle may
 *     serve, so that a node whose sync keeps failing does not serve the old version for ever
 * @param serve what may be served: for each bundle one pin, or two during a rollout, the desired
 *     one first
 * @param prefetch what nodes should already have on disk
 */
public record Channel(
    String name,
    long sequence,
    Instant expires,
    Optional<Instant> rolloutEnds,
    List<Pin> serve,
    List<Pin> prefetch) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?");
  private static final int SERVE_AT_MOST = 2;

  public Channel {
    requireName(name);
    require(
        sequence >= 1 && sequence <= ChannelLimits.SEQUENCE_AT_MOST,
        "sequence: is from 1 to " + ChannelLimits.SEQUENCE_AT_MOST);
    requireDate("expires", expires);
    rolloutEnds.ifPresent(end -> requireDate("rollout-ends", end));
    serve = List.copyOf(serve);
    prefetch = List.copyOf(prefetch);
    requireDistinct("serve", serve);
    requireDistinct("prefetch", prefetch);
    requireOneDigestPerVersion(serve, prefetch);
    requireAtMostTwo(serve);
  }

  /** A channel outside a rollout. */
  public Channel(String name, long sequence, Instant expires, List<Pin> serve, List<Pin> prefetch) {
    this(name, sequence, expires, Optional.empty(), serve, prefetch);
  }

  /**
   * The name, when it is one.
   *
   * @throws IllegalArgumentException when it is not 1-63 of a-z 0-9 _ -, starting and ending with a
   *     letter or digit
   */
  public static String requireName(String name) {
    require(
        NAME.matcher(name).matches(),
        "channel: a name is 1-63 of a-z 0-9 _ -, and starts and ends with a letter or digit");
    return name;
  }

  /** The pin that a node of this bundle should move to. */
  public Optional<Pin> desired(BundleName bundle) {
    return serve.stream().filter(pin -> pin.bundle().equals(bundle)).findFirst();
  }

  /**
   * All pins of this bundle that may serve at this moment, the desired one first. From its expiry
   * on a channel says what it said last: it ends no rollout any more, and none that it has ended
   * begins again.
   */
  public List<Pin> allowed(BundleName bundle, Instant now) {
    boolean over =
        rolloutEnds.filter(end -> end.isBefore(expires) && !now.isBefore(end)).isPresent();
    return serve.stream()
        .filter(pin -> pin.bundle().equals(bundle))
        .limit(over ? 1 : SERVE_AT_MOST)
        .toList();
  }

  /** The pins of this bundle that should be on disk although they may not serve yet. */
  public List<Pin> prefetch(BundleName bundle) {
    return prefetch.stream().filter(pin -> pin.bundle().equals(bundle)).toList();
  }

  /** The same pins under a later expiry; an earlier one changes nothing but the sequence. */
  public Channel renewed(long newSequence, Instant until) {
    Instant later = until.isAfter(expires) ? until : expires;
    return new Channel(name, newSequence, later, rolloutEnds, serve, prefetch);
  }

  /** Whether it must no longer be believed at this moment. */
  public boolean expired(Instant now) {
    return !now.isBefore(expires);
  }

  /** The first of its dates that no writer sets, in words; empty where all are near enough. */
  public Optional<String> dateTooLate(Instant now) {
    if (ChannelLimits.isTooLate(expires, now)) {
      return Optional.of("expires at " + expires);
    }
    return rolloutEnds
        .filter(end -> ChannelLimits.isTooLate(end, now))
        .map(end -> "ends its rollout at " + end);
  }

  private static void requireDate(String key, Instant instant) {
    require(instant.get(ChronoField.NANO_OF_SECOND) == 0, key + ": is in whole seconds");
    require(!instant.isAfter(ChannelLimits.LATEST), key + ": is later than the year 9999");
  }

  private static void requireDistinct(String key, List<Pin> pins) {
    require(
        new HashSet<>(pins).size() == pins.size(), "%s: names the same pin twice".formatted(key));
  }

  private static void requireOneDigestPerVersion(List<Pin> serve, List<Pin> prefetch) {
    Map<BundleName, Map<BundleVersion, Digest>> seen = new HashMap<>();
    for (List<Pin> pins : List.of(serve, prefetch)) {
      for (Pin pin : pins) {
        Digest other =
            seen.computeIfAbsent(pin.bundle(), bundle -> new HashMap<>())
                .putIfAbsent(pin.version(), pin.digest());
        require(
            other == null || other.equals(pin.digest()),
            "digest: %s %s is pinned to two digests".formatted(pin.bundle(), pin.version()));
      }
    }
  }

  private static void requireAtMostTwo(List<Pin> serve) {
    Map<BundleName, Integer> count = new HashMap<>();
    for (Pin pin : serve) {
      require(
          count.merge(pin.bundle(), 1, Integer::sum) <= SERVE_AT_MOST,
          "serve: %s has more than two pins".formatted(pin.bundle()));
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
