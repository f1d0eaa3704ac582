package io.mgeosync.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.disk.NodeLayout;
import io.mgeosync.reconcile.CycleReport.Outcome;
import io.mgeosync.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LastCycleTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant READ = NOW.minusSeconds(60);

  @TempDir Path folder;
  private NodeLayout layout;
  private LastCycle lastCycle;

  @BeforeEach
  void layOut() throws IOException {
    layout = new NodeLayout(folder, Rig.NAME);
    Files.createDirectories(layout.root());
    lastCycle = new LastCycle(layout);
  }

  private static CycleReport report(Instant at, boolean success) {
    return success
        ? new CycleReport(at, Outcome.UNCHANGED, "all is well", Optional.empty())
        : new CycleReport(
            at,
            Outcome.KEPT,
            "kept it",
            Optional.of(new StoreUnavailableException("away", "try again", null)));
  }

  @Test
  void whatWasRecordedIsReadAgain() {
    lastCycle.recordCycle(report(NOW, true), Optional.of(READ));
    LastCycle again = new LastCycle(layout);
    assertThat(again.success()).contains(NOW);
    assertThat(again.channelReadAt()).contains(READ);
    assertThat(again.sentence()).contains("all is well");
  }

  @Test
  void aFailedCycleDoesNotForgetTheLastSuccess() {
    lastCycle.recordCycle(report(NOW, true), Optional.of(READ));
    lastCycle.recordCycle(report(NOW.plusSeconds(9), false), Optional.of(READ));
    assertThat(lastCycle.success()).contains(NOW);
    assertThat(lastCycle.sentence()).contains("kept it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "[]",
        "7",
        "\"x\"",
        "{\"success\":\"yesterday\",\"channelReadAt\":{}}",
        "{\"success\":7,\"channelReadAt\":null}",
        "\u0000\u0000\u0000"
      })
  void aDamagedFileIsNothingKnownAndTheNextCycleMendsIt(String damage) throws IOException {
    Files.write(layout.lastCycle(), damage.getBytes(UTF_8));
    assertThat(lastCycle.success()).isEmpty();
    assertThat(lastCycle.channelReadAt()).isEmpty();
    assertThat(lastCycle.sentence()).isEmpty();
    lastCycle.recordCycle(report(NOW, true), Optional.of(READ));
    assertThat(lastCycle.success()).contains(NOW);
  }

  @Test
  void aMissingFileIsNothingKnown() {
    assertThat(lastCycle.success()).isEmpty();
    assertThat(lastCycle.sentence()).isEmpty();
  }
}
