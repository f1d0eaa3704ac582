package io.mgeosync.config;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every key that a configuration may hold, section by section; the only list of them. */
final class Keys {
  /** From a section (the empty name is the top) to its keys, in the order to write them. */
  static final Map<String, List<String>> BY_SECTION =
      Map.ofEntries(
          Map.entry(
              "",
              List.of(
                  "node",
                  "state",
                  "store",
                  "channel",
                  "http",
                  "environment",
                  "peers",
                  "rollout",
                  "bundles",
                  "neighbour",
                  "space",
                  "failover",
                  "kubernetes")),
          Map.entry(
              "store",
              List.of(
                  "url",
                  "endpoint",
                  "region",
                  "path-style",
                  "ca-file",
                  "profile",
                  "timeout",
                  "mirrors",
                  "bandwidth",
                  "connections")),
          Map.entry("channel", List.of("name", "poll", "max-staleness", "on-expiry", "git")),
          Map.entry("git", List.of("url", "ref", "path")),
          Map.entry("http", List.of("listen")),
          Map.entry(
              "bundles",
              List.of("name", "schedule", "keep", "service", "smoke", "reload", "scrub", "gpu")),
          Map.entry("schedule", List.of("cron", "zone", "splay")),
          Map.entry("scrub", List.of("cron", "zone", "splay", "bandwidth")),
          Map.entry(
              "service",
              List.of(
                  "url",
                  "body",
                  "version-url",
                  "version-pointer",
                  "digest-pointer",
                  "interval",
                  "deadline",
                  "fall",
                  "rise",
                  "proof-deadline",
                  "pid-file",
                  "container",
                  "served")),
          Map.entry(
              "served",
              List.of(
                  "report",
                  "version-header",
                  "digest-header",
                  "model",
                  "open-files",
                  "loads-at-start")),
          Map.entry("environment", List.of("python-lock", "config-files")),
          Map.entry(
              "smoke",
              List.of(
                  "enabled",
                  "url",
                  "command",
                  "interval",
                  "deadline",
                  "fall",
                  "rise",
                  "max-share",
                  "require-gpu",
                  "pid-file",
                  "container")),
          Map.entry("reload", List.of("command", "post", "deadline")),
          Map.entry(
              "gpu",
              List.of(
                  "expected",
                  "devices",
                  "compute-check",
                  "compute-interval",
                  "max-temperature",
                  "xid",
                  "interval",
                  "deadline",
                  "fall",
                  "rise")),
          Map.entry("xid", List.of("ignore", "restart-app", "reset-gpu", "restart-machine")),
          Map.entry("rollout", List.of("max-unavailable", "turn-wait")),
          Map.entry("neighbour", List.of("nice", "pause-above", "pause-at-most")),
          Map.entry("space", List.of("high", "low")),
          Map.entry("failover", List.of("role", "weight", "agent-check", "track-file")),
          Map.entry(
              "kubernetes",
              List.of(
                  "node-name", "condition", "readiness-gate", "namespace", "selector", "resync")));

  private Keys() {}

  static String child(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  static String item(String path, int index) {
    return path + "[" + index + "]";
  }

  /** The known key that was probably meant; empty when none is near. */
  static Optional<String> nearest(String unknown, List<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(key -> distance(unknown, key)))
        .filter(key -> distance(unknown, key) <= Math.max(2, key.length() / 3));
  }

  /** Levenshtein's. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
