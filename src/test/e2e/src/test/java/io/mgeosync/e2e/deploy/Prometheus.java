package io.mgeosync.e2e.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mgeosync.e2e.harness.Await;
import io.mgeosync.e2e.harness.Child;
import io.mgeosync.e2e.harness.Http;
import io.mgeosync.e2e.harness.Ports;
import io.mgeosync.e2e.harness.Program;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real Prometheus with the shipped files, at a pace that a test can wait for. */
final class Prometheus implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Child process;
  private final String url;

  private Prometheus(Child process, String url) {
    this.process = process;
    this.url = url;
  }

  /**
   * Starts it and waits until it answers.
   *
   * @param folder its own, new
   * @param addresses what stands in the shipped configuration, and what is meant here
   */
  static Prometheus start(Path folder, Map<String, String> addresses) throws IOException {
    Files.createDirectories(folder.resolve("rules"));
    Files.writeString(folder.resolve("rules/mgeo-sync.rules.yml"), hurried(Monitoring.RULES));
    String configuration = hurried(Monitoring.PROMETHEUS.resolve("prometheus.yml"));
    for (var address : addresses.entrySet()) {
      configuration = replaced(configuration, address.getKey(), address.getValue());
    }
    Path file = Files.writeString(folder.resolve("prometheus.yml"), configuration);
    String listen = "127.0.0.1:" + Ports.free();
    Child child =
        Program.find("prometheus")
            .start(
                folder.resolve("prometheus.log"),
                "--config.file=" + file,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=" + listen);
    String url = "http://" + listen;
    Await.until(
        "Prometheus is ready",
        START,
        () -> !child.alive() || Http.get(url + "/-/ready").status() == 200);
    if (!child.alive()) {
      throw new AssertionError("Prometheus does not start: " + child.output());
    }
    return new Prometheus(child, url);
  }

  /** Nothing waits for more than a second. */
  private static String hurried(Path file) throws IOException {
    return Files.readString(file)
        .replaceAll(
            "(?m)^( *(?:scrape_interval|scrape_timeout|evaluation_interval|for):) \\w+", "$1 1s");
  }

  private static String replaced(String text, String shipped, String meant) {
    if (!text.contains(shipped)) {
      throw new AssertionError("the shipped configuration does not name " + shipped);
    }
    return text.replace(shipped, meant);
  }

  /** The first sample of an instant query; null when there is none. */
  @Nullable Double value(String query) throws IOException {
    String answer = Http.get(url + "/api/v1/query?query=" + URLEncoder.encode(query, UTF_8)).body();
    JsonNode sample = JSON.readTree(answer).at("/data/result/0/value/1");
    return sample.isMissingNode() ? null : Double.valueOf(sample.asText());
  }

  /** Whether an alert fires whose labels are, among others, these. */
  boolean fires(String alert, Map<String, String> labels) throws IOException {
    return JSON.readTree(Http.get(url + "/api/v1/alerts").body())
        .at("/data/alerts")
        .valueStream()
        .filter(one -> one.path("state").asText().equals("firing"))
        .map(one -> one.path("labels"))
        .filter(one -> one.path("alertname").asText().equals(alert))
        .anyMatch(one -> has(one, labels));
  }

  private static boolean has(JsonNode actual, Map<String, String> labels) {
    return labels.entrySet().stream()
        .allMatch(label -> actual.path(label.getKey()).asText().equals(label.getValue()));
  }

  @Override
  public void close() {
    process.close();
  }
}
