package io.mgeosync.config;

import java.util.List;
import java.util.Map;

/** Every key of the files that a bundle is published with, section by section. */
final class BundleKeys {
  static final Map<String, List<String>> SMOKE =
      Map.of(
          "", List.of("cases"),
          "cases", List.of("name", "adapter", "text", "pair", "body", "latency", "expect"),
          "expect",
              List.of(
                  "at", "label", "score", "absolute", "relative", "text", "start", "end", "span"));

  static final Map<String, List<String>> REQUIREMENTS =
      Map.of(
          "",
          List.of("gpu-memory", "compute-capability", "driver", "python-lock", "configuration"));

  private BundleKeys() {}
}
