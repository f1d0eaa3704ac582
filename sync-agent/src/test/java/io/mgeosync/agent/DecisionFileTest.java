package io.mgeosync.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.gate.Condition.Finding;
import io.mgeosync.gate.ConditionType;
import io.mgeosync.gate.Gate;
import io.mgeosync.gate.SettableClock;
import io.mgeosync.manifest.BundleName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DecisionFileTest {
  private static final BundleName NAME = new BundleName("mgeo-base");

  @TempDir Path folder;

  private Gate gate(NodeLayout layout) {
    return new Gate(
        NAME, EnumSet.of(ConditionType.ACTIVE), new SettableClock(), new DecisionFile(layout));
  }

  private static void observe(Gate gate, Finding finding) {
    gate.observe(ConditionType.ACTIVE, finding, Duration.ofSeconds(9));
  }

  @Test
  void eachEdgeIsOnDiskWithItsReason() throws IOException {
    NodeLayout layout = new NodeLayout(folder, NAME);
    Files.createDirectories(layout.root());
    Gate gate = gate(layout);
    observe(gate, Finding.yes("Desired", "v1 is active"));
    assertThat(read(layout).path("ready").asBoolean()).isTrue();
    assertThat(read(layout).path("why").asText()).isEqualTo("every condition holds");
    observe(gate, Finding.wrong("NotAllowed", "\"v1\" is active,\nv2 is wanted"));
    assertThat(read(layout).path("ready").asBoolean(true)).isFalse();
    assertThat(read(layout).path("why").asText())
        .isEqualTo("Active: \"v1\" is active,\nv2 is wanted");
    assertThat(read(layout).path("at").asText()).isEqualTo("2026-01-01T00:00:00Z");
  }

  @Test
  void aDiskThatCannotKeepItDoesNotStopTheGate() throws IOException {
    Files.writeString(folder.resolve(NAME.value()), "a file where a directory must be");
    Gate gate = gate(new NodeLayout(folder, NAME));
    assertThatCode(() -> observe(gate, Finding.yes("Desired", "v1"))).doesNotThrowAnyException();
  }

  private static JsonNode read(NodeLayout layout) throws IOException {
    return new ObjectMapper().readTree(Files.readAllBytes(layout.lastDecision()));
  }
}
