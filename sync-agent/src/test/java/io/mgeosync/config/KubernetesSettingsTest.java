package io.mgeosync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mgeosync.settings.ConfigException;
import io.mgeosync.verdict.kubernetes.KubernetesSettings;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubernetesSettingsTest {
  private static AgentConfig read(String section) {
    return ConfigLoader.parse(
        "agent.yaml",
        """
        node: Gpu-A
        store: {url: "file:///mnt/models"}
        bundles: [{name: mgeo-base}]
        kubernetes: {%s}
        """
            .formatted(section));
  }

  @Test
  void anEmptySectionKeepsTheNodesConditionAlone() {
    KubernetesSettings settings = Objects.requireNonNull(read("").kubernetes());
    assertThat(settings.condition()).isEqualTo("MgeoSyncReady");
    assertThat(settings.nodeName())
        .as("Kubernetes knows small letters only")
        .isEqualTo(Objects.requireNonNullElse(System.getenv("NODE_NAME"), "gpu-a"));
    assertThat(settings.readinessGate()).isNull();
    assertThat(settings.resync()).isEqualTo(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          node-name: a_b                             | is not the name of a Kubernetes node
          node-name: a/b                             | is not the name of a Kubernetes node
          condition: two words                       | is not a condition's type
          readiness-gate: a b, namespace: n, selector: s | is not a readiness gate's type
          readiness-gate: g                          | only mean something together
          "namespace: n, selector: s"                | only mean something together
          resync: 0s                                 | zero is too short
          readyness-gate: g                          | write "readiness-gate"
          """)
  void aMistakeIsRefusedWithItsRemedy(String section, String words) {
    assertThatThrownBy(() -> read(section.replace("\"", "")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("agent.yaml:4: kubernetes")
        .hasMessageContaining(words);
  }
}
