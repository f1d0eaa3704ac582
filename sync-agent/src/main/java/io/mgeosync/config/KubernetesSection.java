package io.mgeosync.config;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/** Reads what the configuration says about the cluster. */
final class KubernetesSection {
  /** A DaemonSet sets it from {@code spec.nodeName}. */
  private static final String NODE_NAME = "NODE_NAME";

  private KubernetesSection() {}

  /**
   * Reads the section.
   *
   * @param node what the node is called elsewhere
   */
  static KubernetesSettings read(Section section, String node) {
    String told = Objects.requireNonNullElse(System.getenv(NODE_NAME), node);
    String name = section.get("node-name", Values::text, told.toLowerCase(Locale.ROOT));
    String condition = section.get("condition", Values::text, Defaults.NODE_CONDITION);
    String gate = section.find("readiness-gate", Values::text);
    String namespace = section.find("namespace", Values::text);
    String selector = section.find("selector", Values::text);
    Duration resync = section.get("resync", Values::positive, Defaults.RESYNC);
    return section.make(
        () -> new KubernetesSettings(name, condition, gate, namespace, selector, resync));
  }
}
