package io.mgeosync.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mgeosync.agent.SavedDecision.Held;
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
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DecisionFileTest {
  private static final BundleName NAME = new BundleName("mgeo-base");
  private static final Held HELD =
      new Held("b-1", 12.5, "v1-0123456789ab", "sha256:00", "process=7/8;sockets=9", List.of("A"));

  @TempDir Path folder;
  private NodeLayout layout;
  private DecisionFile file;

  @BeforeEach
  void create() throws IOException {
    layout = new NodeLayout(folder, NAME);
    Files.createDirectories(layout.root());
    file = new DecisionFile(layout);
  }

  private static void observe(Gate gate, Finding finding) {
    gate.observe(ConditionType.ACTIVE, finding, Duration.ofSeconds(9));
  }

  @Test
  void eachEdgeIsOnDiskWithItsReason() throws IOException {
    Gate gate =
        new Gate(
            NAME,
            EnumSet.of(ConditionType.ACTIVE),
            new SettableClock(),
            edge -> file.writeDecision(SavedDecision.of(edge)));
    observe(gate, Finding.yes("Desired", "v1 is active"));
    assertThat(json().path("ready").asBoolean()).isTrue();
    assertThat(json().path("why").asText()).isEqualTo("every condition holds");
    observe(gate, Finding.wrong("NotAllowed", "\"v1\" is active,\nv2 is wanted"));
    assertThat(json().path("ready").asBoolean(true)).isFalse();
    assertThat(json().path("why").asText()).isEqualTo("Active: \"v1\" is active,\nv2 is wanted");
    assertThat(json().path("at").asText()).isEqualTo("2026-01-01T00:00:00Z");
  }

  @Test
  void whatWasDecidedAboutComesBackAsItWasWritten() {
    var decision =
        new SavedDecision(Instant.parse("2026-01-01T00:00:00Z"), true, "all", Optional.of(HELD));
    file.writeDecision(decision);
    assertThat(file.read()).contains(decision);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"ready\":true}", "{\"at\":\"soon\",\"ready\":true}"})
  void damageIsNoDecision(String text) throws IOException {
    assertThat(file.read()).isEmpty();
    Files.writeString(layout.lastDecision(), text);
    assertThat(file.read()).isEmpty();
  }

  @Test
  void aFileOfAnOlderAgentIsADecisionAboutNothingKnown() throws IOException {
    Files.writeString(
        layout.lastDecision(), "{\"at\":\"2026-01-01T00:00:00Z\",\"ready\":true,\"why\":\"all\"}");
    assertThat(file.read()).get().extracting(SavedDecision::held).isEqualTo(Optional.empty());
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(Files.readAllBytes(layout.lastDecision()));
  }
}
