package io.mgeosync.verdict;

import io.mgeosync.base.NodeRole;
import io.mgeosync.channel.Pin;
import io.mgeosync.gate.Condition.Status;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.digest.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Verdicts as tests want them. */
public final class Verdicts {
  private Verdicts() {}

  /** Ready without a reason, and wrong with one. */
  public static BundleVerdict bundle(String name, String version, String... reasons) {
    return bundle(name, version, Status.WRONG, reasons);
  }

  /**
   * As above.
   *
   * @param kind of its reasons, if it has any
   */
  public static BundleVerdict bundle(String name, String version, Status kind, String... reasons) {
    var bundle = new BundleName(name);
    var pin = new Pin(bundle, new BundleVersion(version), Digest.sha256Of(new byte[0]));
    boolean ready = reasons.length == 0;
    return new BundleVerdict(
        bundle,
        List.of(reasons),
        ready ? Status.TRUE : kind,
        kind != Status.WRONG || ready,
        Optional.of(pin),
        Optional.of(ready),
        Optional.of(ready),
        Optional.of(Duration.ofMillis(12)),
        List.of());
  }

  /** A primary of one or more bundles. */
  public static NodeVerdict node(BundleVerdict... bundles) {
    return new NodeVerdict(
        "gpu-a",
        Optional.of(NodeRole.PRIMARY),
        100,
        Optional.of("NVIDIA A100-SXM4-40GB"),
        Optional.empty(),
        List.of(),
        List.of(bundles));
  }

  public static NodeVerdict ready() {
    return node(bundle("mgeo-base", "v1.2.0"));
  }

  public static NodeVerdict refusing(String... reasons) {
    return node(bundle("mgeo-base", "v1.2.0", reasons));
  }

  public static NodeVerdict draining(NodeVerdict verdict) {
    Instant since = Instant.parse("2026-11-24T09:00:00Z");
    return with(verdict, Optional.of(new Drain(since, since.plusSeconds(1800))), List.of());
  }

  public static NodeVerdict warned(NodeVerdict verdict, String warning) {
    return with(verdict, verdict.drain(), List.of(warning));
  }

  private static NodeVerdict with(
      NodeVerdict verdict, Optional<Drain> drain, List<String> warnings) {
    return new NodeVerdict(
        verdict.node(),
        verdict.role(),
        verdict.weight(),
        verdict.gpu(),
        drain,
        warnings,
        verdict.bundles());
  }
}
