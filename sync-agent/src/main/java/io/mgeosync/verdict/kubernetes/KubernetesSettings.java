package io.mgeosync.verdict.kubernetes;

import io.mgeosync.base.InvalidValueException;
import io.mgeosync.settings.Default;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the agent keeps up to date in the Kubernetes cluster that its node belongs to.
 *
 * @param nodeName as {@code kubectl get nodes} shows it; null for what {@code NODE_NAME} says,
 *     which a DaemonSet sets from {@code spec.nodeName}, else for the node's own name
 * @param condition the type of the Node's condition
 * @param readinessGate the type of the condition of the node's model pods; null for none
 * @param namespace of those pods; null exactly when {@code readinessGate} is
 * @param selector a label selector that finds them, e.g. {@code app=mgeo}; null likewise
 * @param resync how often all of it is looked after without a change
 */
public record KubernetesSettings(
    @Nullable String nodeName,
    @Default("MgeoSyncReady") String condition,
    @Nullable String readinessGate,
    @Nullable String namespace,
    @Nullable String selector,
    @Default("10s") Duration resync) {
  private static final String NODE_NAME = "NODE_NAME";
  private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?";
  private static final String SUBDOMAIN = "[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?";

  public KubernetesSettings {
    if (nodeName != null && !nodeName.matches(SUBDOMAIN)) {
      throw new InvalidValueException(
          "\"" + nodeName + "\" is not the name of a Kubernetes node",
          "write it as kubectl get nodes shows it");
    }
    if (!condition.matches(LABEL)) {
      throw new InvalidValueException(
          "\"" + condition + "\" is not a condition's type", "write e.g. MgeoSyncReady");
    }
    if (readinessGate != null && !readinessGate.matches("(" + SUBDOMAIN + "/)?" + LABEL)) {
      throw new InvalidValueException(
          "\"" + readinessGate + "\" is not a readiness gate's type",
          "write e.g. mgeo-sync.io/right-model");
    }
    requireTogether(readinessGate, namespace, selector);
    if (!resync.isPositive()) {
      throw new InvalidValueException("zero is too short", "write e.g. 10s");
    }
  }

  /** The same with a name for the node, where none is written: Kubernetes knows small letters. */
  public KubernetesSettings of(String node) {
    if (nodeName != null) {
      return this;
    }
    String told = Objects.requireNonNullElse(System.getenv(NODE_NAME), node);
    return new KubernetesSettings(
        told.toLowerCase(Locale.ROOT), condition, readinessGate, namespace, selector, resync);
  }

  @Override
  public String nodeName() {
    return Objects.requireNonNull(nodeName, "the configuration names the node");
  }

  private static void requireTogether(
      @Nullable String gate, @Nullable String namespace, @Nullable String selector) {
    if ((gate == null) != (namespace == null) || (gate == null) != (selector == null)) {
      throw new InvalidValueException(
          "readiness-gate, namespace and selector only mean something together",
          "write all three, or none of them");
    }
  }
}
