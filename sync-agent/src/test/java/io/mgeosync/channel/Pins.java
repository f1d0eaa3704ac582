package io.mgeosync.channel;

import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Short ways to say channels in tests. */
public final class Pins {
  public static final BundleName BASE = new BundleName("mgeo-base");
  public static final Instant EXPIRES = Instant.parse("2026-12-23T00:00:00Z");

  private Pins() {}

  public static Pin pin(String version) {
    return pin("mgeo-base", version);
  }

  public static Pin pin(String bundle, String version) {
    Digest digest = Digest.sha256Of((bundle + version).getBytes(StandardCharsets.UTF_8));
    return new Pin(new BundleName(bundle), new BundleVersion(version), digest);
  }

  public static Channel channel(long sequence, Pin... serve) {
    return new Channel("production", sequence, EXPIRES, List.of(serve), List.of());
  }
}
