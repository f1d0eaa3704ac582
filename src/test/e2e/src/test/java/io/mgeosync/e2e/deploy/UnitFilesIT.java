package io.mgeosync.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.e2e.harness.Child;
import io.mgeosync.e2e.harness.Needs;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** deploy/systemd with the real systemd-analyze. */
@Needs("systemd-analyze")
class UnitFilesIT {
  private static final Path UNITS = Shipped.path("systemd");

  @TempDir Path scratch;

  private record Run(int exitCode, String output) {}

  private Run verify(Path unit) throws IOException {
    List<String> command = List.of("systemd-analyze", "verify", "--man=no", unit.toString());
    try (Child child = Child.start(scratch.resolve("log"), Map.of(), command)) {
      return new Run(child.exitCode(Duration.ofSeconds(30)), child.output());
    }
  }

  /** The programs lie elsewhere on this machine; nothing else of the unit is changed. */
  private Path adapted(String name, String text) throws IOException {
    return Files.writeString(
        scratch.resolve(name), text.replaceAll("(?m)^(Exec\\w+=)/[^ ]+", "$1/bin/true"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mgeo-sync-agent.service",
        "mgeo-sync-director.service",
        "mgeo-model.service",
        "mgeo-model.path",
        "mgeo-batch.service"
      })
  void systemdHasNothingToSayAgainstIt(String name) throws IOException {
    for (String other :
        new String[] {"mgeo-sync-agent.service", "mgeo-model.service", "mgeo-model.path"}) {
      adapted(other, Files.readString(UNITS.resolve(other)));
    }
    assertThat(verify(adapted(name, Files.readString(UNITS.resolve(name)))))
        .isEqualTo(new Run(0, ""));
  }

  /** Lines that begin with # and a key are for those who need them. */
  @Test
  void systemdHasNothingToSayAgainstWhatTheAgentsUnitOffers() throws IOException {
    String unit = Files.readString(UNITS.resolve("mgeo-sync-agent.service"));
    String all = unit.replaceAll("(?m)^#(?=[A-Z]\\w+=)", "");
    assertThat(all).contains("\nProtectProc=default\n", "\nDeviceAllow=/dev/kmsg r\n");
    assertThat(verify(adapted("mgeo-sync-agent.service", all))).isEqualTo(new Run(0, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nvidia",
        "nvidia-frontend",
        "nvidiactl",
        "nvidia-uvm",
        "nvidia-caps",
        "nvidia-caps-imex-channels"
      })
  void theAgentMayOpenTheGpusByEachNameThatDriversGiveThem(String name) throws IOException {
    List<String> lines = Files.readAllLines(UNITS.resolve("mgeo-sync-agent.service"));
    assertThat(lines).contains("DevicePolicy=closed").doesNotContain("PrivateDevices=yes");
    assertThat(lines)
        .filteredOn(line -> line.startsWith("DeviceAllow=char-"))
        .map(line -> line.substring("DeviceAllow=char-".length()).split(" ", 2))
        .anyMatch(allowed -> allowed[1].equals("rw") && matches(allowed[0], name));
  }

  private static boolean matches(String glob, String name) {
    return FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(Path.of(name));
  }

  @Test
  void aMisspeltKeyWouldBeFound() throws IOException {
    String unit = Files.readString(UNITS.resolve("mgeo-batch.service"));
    Path broken = adapted("broken.service", unit.replace("ExecCondition=", "ExecConditoin="));
    assertThat(verify(broken).output()).contains("'ExecConditoin'");
  }

  @Test
  void eachUnitIsVerified() throws IOException {
    try (var units = Files.list(UNITS)) {
      assertThat(
              units
                  .map(unit -> unit.getFileName().toString())
                  .filter(name -> name.matches(".*\\.(service|path)")))
          .containsExactlyInAnyOrder(
              "mgeo-sync-agent.service",
              "mgeo-sync-director.service",
              "mgeo-model.service",
              "mgeo-model.path",
              "mgeo-batch.service");
    }
  }
}
