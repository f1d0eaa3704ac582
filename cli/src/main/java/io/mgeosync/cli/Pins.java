package io.mgeosync.cli;

import io.mgeosync.channel.Channel;
import io.mgeosync.channel.Pin;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.publish.Promoter;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pins and channels in words. */
final class Pins {
  private Pins() {}

  /** All three parts, to be copied into a script or a review. */
  static String arguments(Pin pin) {
    return pin.bundle() + " " + pin.version() + " " + pin.digest();
  }

  /** What a channel says about a bundle after it was changed. */
  static String sentence(Channel channel, BundleName bundle, Instant now) {
    return "%s #%d: %s; %s"
        .formatted(channel.name(), channel.sequence(), content(channel, bundle, now), end(channel));
  }

  /** The same, and what is there for the first time: it may be a slip of the keyboard. */
  static String sentence(Promoter.Moved moved, BundleName bundle, Instant now) {
    Channel channel = moved.now();
    return "%s #%d: %s%s; %s"
        .formatted(
            channel.name(),
            channel.sequence(),
            news(moved, bundle),
            content(channel, bundle, now),
            end(channel));
  }

  private static String content(Channel channel, BundleName bundle, Instant now) {
    String serve = words(channel.allowed(bundle, now));
    String prefetch = words(channel.prefetch(bundle));
    return "serves "
        + (serve.isEmpty() ? "no version of " + bundle : serve)
        + (prefetch.isEmpty() ? "" : ", prefetches " + prefetch);
  }

  static String end(Channel channel) {
    return "valid until " + channel.expires();
  }

  private static String news(Promoter.Moved moved, BundleName bundle) {
    if (moved.before().isEmpty()) {
      return "a new channel, ";
    }
    Channel before = moved.before().get();
    boolean known =
        Stream.concat(before.serve().stream(), before.prefetch().stream())
            .anyMatch(pin -> pin.bundle().equals(bundle));
    return known ? "" : "the first version of %s here, ".formatted(bundle);
  }

  static String words(List<Pin> pins) {
    return pins.stream().map(Pin::toString).collect(Collectors.joining(" and "));
  }
}
