package io.mgeosync.e2e.bench;

import io.mgeosync.e2e.bench.NeighbourLoad.Span;
import io.mgeosync.e2e.harness.Await;
import io.mgeosync.e2e.harness.Bundles;
import io.mgeosync.e2e.harness.Child;
import io.mgeosync.e2e.harness.Http;
import io.mgeosync.e2e.harness.Ports;
import io.mgeosync.e2e.service.ModelService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The latency of a model service on this machine, alone and while something pulls. */
final class NeighbourBench {
  static final String LABEL = "service's latency";
  static final String QUIET = "nobody pulls";
  private static final long QUIET_NANOS = 3_000_000_000L;
  private static final Duration START = Duration.ofSeconds(60);

  private final Site site;
  private final Options options;
  private final Results results;

  NeighbourBench(Site site, Options options, Results results) {
    this.site = site;
    this.options = options;
    this.results = results;
  }

  void run(List<Peer> peers) throws IOException {
    int port = Ports.free();
    try (Child service = startService(port)) {
      String url = "http://127.0.0.1:" + port + "/";
      Await.until("the service answers", START, () -> service.alive() && answers(url));
      try (var load = new NeighbourLoad(url, options.rate())) {
        rest();
        measure(peers, load);
      }
    }
  }

  private Child startService(int port) throws IOException {
    Path model = Bundles.V1.writeTo(site.memory().resolve("model"));
    Files.writeString(model.resolve("manifest.json"), "{\"bundle\":\"model\",\"version\":\"v1\"}");
    return Child.startJava(
        site.memory().resolve("service.log"),
        ModelService.class.getPackageName() + ".ServiceMain",
        "--model",
        model.toString(),
        "--port",
        Integer.toString(port));
  }

  private static boolean answers(String url) throws IOException {
    return Http.get(url + "version").status() == 200;
  }

  private void measure(List<Peer> peers, NeighbourLoad load) throws IOException {
    Map<String, List<Span>> spans = new LinkedHashMap<>();
    Map<String, List<Usage>> usages = new LinkedHashMap<>();
    for (int run = 0; run < options.runs(); run++) {
      long quiet = load.now();
      rest();
      add(spans, QUIET, new Span(quiet, load.now()));
      for (Peer peer : peers) {
        peer.forget();
        site.promote(Version.BIG);
        rest();
        long start = load.now();
        add(usages, peer.name(), peer.pull(Version.BIG));
        add(spans, peer.name(), new Span(start, load.now()));
        if (!peer.warm()) {
          peer.forget();
        }
      }
    }
    rest();
    spans.forEach(
        (who, when) -> report(who, load.latencies(when), usages.getOrDefault(who, List.of())));
    if (load.failures() > 0) {
      results.fail(LABEL, "service", load.failures() + " requests were not answered with 200");
    }
  }

  private static <T> void add(Map<String, List<T>> lists, String name, T value) {
    lists.computeIfAbsent(name, absent -> new ArrayList<>()).add(value);
  }

  /** Lets what was disturbed come to rest. */
  private static void rest() {
    long end = System.nanoTime() + QUIET_NANOS;
    for (long left = QUIET_NANOS; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private void report(String who, double[] latencies, List<Usage> usages) {
    if (latencies.length == 0) {
      results.add(Row.without(LABEL, who, "no request was due while it ran"));
      return;
    }
    double p99 = Statistics.quantile(latencies, 0.99);
    String note =
        "p50 %s ms, p99 %s ms of %d requests"
            .formatted(
                Table.number(Statistics.median(latencies)), Table.number(p99), latencies.length);
    results.add(new Row(LABEL, who, usages, Optional.empty(), note));
    results.latency(who, p99);
  }
}
