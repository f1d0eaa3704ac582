package io.mgeosync.e2e.bench.failover.site;

import io.mgeosync.e2e.bench.failover.service.Weights;
import io.mgeosync.e2e.harness.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The versions in the store, which is a directory; each carries its golden cases. */
public final class Published {
  /** The bundle's name. */
  public static final String BUNDLE = "mgeo-base";

  private static final List<String> GOLDEN = List.of("测试", "杭州西湖文三路478号", "浙江省杭州市");

  private final Path home;
  private final Cli cli;

  public Published(Path home) throws IOException {
    this.home = Files.createDirectories(home);
    this.cli = new Cli(home, Map.of());
    Files.createDirectories(home.resolve("store"));
  }

  /** For an agent's configuration. */
  String url() {
    return home.resolve("store").toUri().toString();
  }

  /** The directory of a version, which is itself a model directory. */
  public Path directory(String version) {
    return home.resolve("store").resolve(BUNDLE).resolve(version);
  }

  public Weights weights(String version) throws IOException {
    return Weights.read(directory(version));
  }

  /** Publishes a version that answers as no other does. */
  public void publish(String version) throws IOException {
    Path model = Files.createDirectories(home.resolve("model-" + version));
    Weights.write(model, version.hashCode());
    Path golden = Files.writeString(home.resolve(version + ".yaml"), golden(Weights.read(model)));
    cli.succeed(
        "publish",
        model.toString(),
        "--smoke",
        golden.toString(),
        "--store",
        url(),
        "--bundle",
        BUNDLE,
        "--version",
        version);
  }

  private static String golden(Weights weights) {
    var cases = new StringBuilder("cases:\n");
    for (int i = 0; i < GOLDEN.size(); i++) {
      cases.append(
          String.format(
              Locale.ROOT,
              "  - {name: case-%d, adapter: text, text: %s, latency: 1s, expect: [{at: /score,"
                  + " label: \"\", score: %.6f, absolute: 0.001, relative: 0.001}]}%n",
              i,
              GOLDEN.get(i),
              weights.score(GOLDEN.get(i))));
    }
    return cases.toString();
  }

  /** From now on the channel names this version, and expires after this time. */
  void promote(String channel, String version, String validFor) throws IOException {
    cli.succeed(
        "promote",
        "--store",
        url(),
        "--channel",
        channel,
        "--create",
        "--bundle",
        BUNDLE,
        "--version",
        version,
        "--valid-for",
        validFor);
  }

  /** A copy that calls itself that version, with weights that are not its. */
  public Path corrupt(String version) throws IOException {
    Path copy = home.resolve("corrupt-" + version);
    if (!Files.exists(copy)) {
      Files.createDirectories(copy);
      Files.copy(directory(version).resolve("manifest.json"), copy.resolve("manifest.json"));
      Weights.write(copy, 0);
    }
    return copy;
  }
}
