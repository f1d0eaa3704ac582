package io.mgeosync.probe.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a node says of itself and of its bundles.
 *
 * @param node its name
 * @param active each bundle's active release as {@code v1.2.0 (0123456789ab)}
 */
public record PeerStatus(String node, NodeFacts facts, Map<String, String> active) {
  public PeerStatus {
    active = Map.copyOf(active);
  }

  /**
   * From its {@code /status}.
   *
   * @param otherwise its name when it tells none
   */
  static PeerStatus read(JsonNode status, String otherwise) {
    var active = new TreeMap<String, String>();
    for (JsonNode bundle : status.path("bundles")) {
      Optional<String> name = NodeFacts.text(bundle, "bundle");
      Optional<String> version = NodeFacts.text(bundle.path("active"), "version");
      if (name.isPresent() && version.isPresent()) {
        String digest = NodeFacts.text(bundle.path("active"), "digest").orElse("");
        active.put(name.get(), release(version.get(), digest));
      }
    }
    return new PeerStatus(
        NodeFacts.text(status, "node").orElse(otherwise),
        NodeFacts.read(status.path("facts")),
        active);
  }

  /** One release in a sentence: two of one version are told apart by their digests. */
  public static String release(String version, String digest) {
    String hex = digest.substring(digest.indexOf(':') + 1);
    return "%s (%s)".formatted(version, hex.substring(0, Math.min(hex.length(), 12)));
  }
}
