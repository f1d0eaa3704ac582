package io.mgeosync.cli;

import io.mgeosync.channel.Channel;
import io.mgeosync.channel.Pin;
import io.mgeosync.manifest.BundleName;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Pins and channels in words. */
final class Pins {
  private Pins() {}

  /** All three parts, to be copied into a script or a review. */
  static String arguments(Pin pin) {
    return pin.bundle() + " " + pin.version() + " " + pin.digest();
  }

  /** What a channel says about a bundle after it was changed. */
  static String sentence(Channel channel, BundleName bundle, Instant now) {
    String serve = words(channel.allowed(bundle, now));
    String prefetch = words(channel.prefetch(bundle));
    return "%s #%d: serves %s%s; valid until %s"
        .formatted(
            channel.name(),
            channel.sequence(),
            serve.isEmpty() ? "no version of " + bundle : serve,
            prefetch.isEmpty() ? "" : ", prefetches " + prefetch,
            channel.expires());
  }

  private static String words(List<Pin> pins) {
    return pins.stream().map(Pin::toString).collect(Collectors.joining(" and "));
  }
}
