package io.mgeosync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mgeosync.probe.gpu.GpuSettings;
import io.mgeosync.probe.gpu.XidAction;
import io.mgeosync.probe.gpu.XidTable;
import io.mgeosync.reconcile.BundleSettings;
import io.mgeosync.settings.ConfigException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GpuSectionTest {

  private static BundleSettings bundle(String rest) {
    return ConfigLoader.parse(
            "agent.yaml",
            """
            store: {url: "file:///mnt/models"}
            bundles: [{name: mgeo-base%s}]
            """
                .formatted(rest))
        .bundles()
        .getFirst();
  }

  private static GpuSettings gpu(String keys) {
    return Objects.requireNonNull(bundle(", gpu: {" + keys + "}").gpu());
  }

  @Test
  void withoutTheSectionNobodyAsksAboutGpus() {
    assertThat(bundle("").gpu()).isNull();
  }

  @Test
  void anEmptySectionHasEveryDefault() {
    assertThat(gpu(""))
        .isEqualTo(
            new GpuSettings(
                null,
                List.of(),
                true,
                Duration.ofMinutes(1),
                null,
                XidTable.NVIDIA,
                Duration.ofSeconds(5),
                Duration.ofSeconds(3),
                3,
                2));
  }

  @Test
  void everyKeyIsRead() {
    GpuSettings gpu =
        gpu(
            "expected: 8, devices: [0, GPU-8932f937, MIG-GPU-8932/1/0], compute-check: false,"
                + " compute-interval: 2m, max-temperature: 85, interval: 10s, deadline: 4s,"
                + " fall: 4, rise: 5, xid: {ignore: [79], restart-app: [154, 5]}");
    assertThat(gpu)
        .isEqualTo(
            new GpuSettings(
                8,
                List.of("0", "GPU-8932f937", "MIG-GPU-8932/1/0"),
                false,
                Duration.ofMinutes(2),
                85,
                XidTable.NVIDIA
                    .with(XidAction.IGNORE, List.of(79))
                    .with(XidAction.RESTART_APP, List.of(154, 5)),
                Duration.ofSeconds(10),
                Duration.ofSeconds(4),
                4,
                5));
    assertThat(gpu.xid().action(79)).contains(XidAction.IGNORE);
    assertThat(gpu.xid().action(95)).as("not named").contains(XidAction.RESET_GPU);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "expected: 0 | gpu.expected: \"0\" is not a whole number from 1 to 1000",
        "devices: [first] | gpu.devices[0]: \"first\" names no GPU; write an index or a UUID",
        "devices: [] | gpu.devices: expected a list, found an empty one",
        "'expected: 1, devices: [0, 1]' | gpu: more devices are named than expected says",
        "compute-check: maybe | gpu.compute-check: \"maybe\" is neither true nor false",
        "compute-interval: 0s | gpu.compute-interval: zero is too short",
        "deadline: 6s | gpu: the deadline is longer than the interval",
        "xid: {reset-gpus: [79]} | gpu.xid.reset-gpus: unknown key; write \"reset-gpu\"",
        "xid: {ignore: [x]} | gpu.xid.ignore[0]: \"x\" is not a whole number",
        "'xid: {ignore: [79], reset-gpu: [79]}' | gpu.xid: an Xid stands here twice",
      })
  void aMistakeIsNamedWhereItIs(String keys, String message) {
    assertThatThrownBy(() -> gpu(keys))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("agent.yaml:2: bundles[0]." + message);
  }

  @ParameterizedTest
  @CsvSource({
    "43, IGNORE",
    "31, RESTART_APP",
    "94, RESTART_APP",
    "48, RESET_GPU",
    "95, RESET_GPU",
    "119, RESET_GPU",
    "79, RESTART_MACHINE"
  })
  void theDefaultIsWhatNvidiaPublishes(int xid, XidAction action) {
    assertThat(XidTable.NVIDIA.action(xid)).contains(action);
  }
}
