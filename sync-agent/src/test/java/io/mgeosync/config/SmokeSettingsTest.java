package io.mgeosync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mgeosync.probe.smoke.SmokeSettings;
import io.mgeosync.reconcile.BundleSettings;
import io.mgeosync.settings.ConfigException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmokeSettingsTest {
  private static final String SERVICE =
      "service: {url: \"http://127.0.0.1:5000/\", interval: 4s, deadline: 2s}";

  private static BundleSettings bundle(String... sections) {
    String text =
        """
        store: {url: "s3://models"}
        bundles:
          - name: mgeo-base
        """
            + "    "
            + String.join("\n    ", sections);
    return ConfigLoader.parse("agent.yaml", text).bundles().getFirst();
  }

  private static SmokeSettings smoke(String... sections) {
    return Objects.requireNonNull(bundle(sections).smoke());
  }

  @Test
  void aServiceIsHeldToItsGoldenCasesWithoutAWord() {
    SmokeSettings smoke = smoke(SERVICE);
    assertThat(smoke.enabled()).isTrue();
    assertThat(smoke.url()).isEqualTo(URI.create("http://127.0.0.1:5000/"));
    assertThat(smoke.deadline()).isEqualTo(Duration.ofSeconds(2));
    assertThat(smoke.requireGpu()).isFalse();
  }

  @Test
  void withoutAServiceNobodyIsAskedUnlessSaid() {
    assertThat(bundle("keep: 2").smoke()).isNull();
    assertThat(smoke("smoke: {command: [/usr/bin/check]}").command())
        .containsExactly("/usr/bin/check");
    assertThat(smoke("smoke: {url: \"http://127.0.0.1:1/\"}").url())
        .isEqualTo(URI.create("http://127.0.0.1:1/"));
  }

  @Test
  void aCommandTakesThePlaceOfTheServicesUrl() {
    SmokeSettings smoke =
        smoke(SERVICE, "smoke: {command: [c, d], require-gpu: true, pid-file: /run/mgeo.pid}");
    assertThat(smoke.url()).isNull();
    assertThat(smoke.pidFile()).isEqualTo(Path.of("/run/mgeo.pid"));
  }

  @Test
  void itCanBeSwitchedOff() {
    assertThat(smoke(SERVICE, "smoke: {enabled: false}").enabled()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "enabled: no | .enabled: \"no\" is neither true nor false",
        "url: \"http://h/\", command: [a] | : exactly one of url and command",
        "deadline: 5s | .deadline: the deadline is longer than the interval of the service's probe;"
            + " make it at most 4s",
        "max-share: 101 | .max-share: \"101\" is not a whole number from 1 to 100",
        "container: mgeo | .container: \"mgeo\" is not a container's id",
        "pid-file: /a, container: 0123456789ab | : pid-file and container exclude each other",
        "command: [a], require-gpu: true | : require-gpu cannot tell which process is the service",
        "adapter: text | .adapter: unknown key",
      })
  void aMistakeIsNamedWhereItIs(String keys, String message) {
    assertThatThrownBy(() -> bundle(SERVICE, "smoke: {" + keys + "}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("agent.yaml:5: bundles[0].smoke" + message);
  }
}
