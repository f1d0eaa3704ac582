package io.mgeosync.e2e.harness;

import io.mgeosync.e2e.service.ModelService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A store in a directory, with versions that answer rightly and versions that do not. */
public final class Publications {
  private static final String REQUESTS =
      """
      cases:
        - name: same-address
          adapter: sentence-similarity
          pair: [浙江省杭州市西湖区文三路478号华星时代广场, 杭州西湖文三路478号华星时代广场]
          latency: 10s
      """;
  private static final int DAMAGE = 65_536;

  private final Path scratch;
  private final Cli cli;
  private final String url;

  Publications(Path scratch, Cli cli) throws IOException {
    this.scratch = scratch;
    this.cli = cli;
    this.url = Files.createDirectories(scratch.resolve("store")).toUri().toString();
  }

  /** The value of {@code store:} in an agent's configuration. */
  String store() {
    return "{url: \"" + url + "\"}";
  }

  /** Asks the right model for its answers, which the bundles then carry. */
  void recordGoldenAnswers() throws IOException {
    Path requests = Files.writeString(scratch.resolve("requests.yaml"), REQUESTS);
    publish(right(), "trusted");
    Path published = scratch.resolve("store").resolve(Bundles.NAME).resolve("trusted");
    try (var service = new ModelService(published, 0)) {
      cli.succeed(
          "smoke",
          "record",
          requests.toString(),
          "--url",
          "http://127.0.0.1:" + service.port() + "/",
          "--out",
          golden().toString());
    }
  }

  private Path golden() {
    return scratch.resolve("smoke.json");
  }

  private Path right() throws IOException {
    Path model = scratch.resolve("model");
    return Files.exists(model) ? model : Bundles.V1.writeTo(model);
  }

  private Path damaged() throws IOException {
    Path model = scratch.resolve("model-damaged");
    if (!Files.exists(model)) {
      Bundles.V1.writeTo(model);
      Path weights = model.resolve("model.onnx");
      byte[] bytes = Files.readAllBytes(weights);
      Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + DAMAGE, (byte) 0x5a);
      Files.write(weights, bytes);
    }
    return model;
  }

  public void publishRight(String version) throws IOException {
    publish(right(), version, "--smoke", golden().toString());
  }

  /** A model that loads and answers, without golden cases. */
  void publishDamaged(String version) throws IOException {
    publish(damaged(), version);
  }

  /** The damaged model with the golden cases of the right one. */
  public void publishWrong(String version) throws IOException {
    publish(damaged(), version, "--smoke", golden().toString());
  }

  private void publish(Path model, String version, String... more) throws IOException {
    var words = new ArrayList<>(List.of("publish", model.toString(), "--store", url));
    words.addAll(List.of("--bundle", Bundles.NAME, "--version", version));
    words.addAll(List.of(more));
    cli.succeed(words.toArray(String[]::new));
  }

  public void promote(String version, String... more) throws IOException {
    var words = new ArrayList<>(List.of("promote", "--store", url, "--channel", "production"));
    words.add("--create");
    words.addAll(List.of("--bundle", Bundles.NAME, "--version", version));
    words.addAll(List.of(more));
    cli.succeed(words.toArray(String[]::new));
  }
}
