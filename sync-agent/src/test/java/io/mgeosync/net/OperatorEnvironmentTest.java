package io.mgeosync.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OperatorEnvironmentTest {
  private static Map<String, String> restored(Map<String, String> given) {
    var environment = new HashMap<>(given);
    OperatorEnvironment.restore(environment);
    return environment;
  }

  @Test
  void whatTheLauncherSetGoesAndWhatItTookComesBack() {
    assertThat(
            restored(
                Map.of(
                    "MGEO_SYNC_OURS", " LC_CTYPE MALLOC_ARENA_MAX",
                    "LC_CTYPE", "C.UTF-8",
                    "MALLOC_ARENA_MAX", "2",
                    "MGEO_SYNC_KEPT_LC_CTYPE", "zh_CN.UTF-8",
                    "MGEO_SYNC_KEPT_JAVA_TOOL_OPTIONS", "-Da=b",
                    "HOME", "/root")))
        .isEqualTo(
            Map.of("LC_CTYPE", "zh_CN.UTF-8", "JAVA_TOOL_OPTIONS", "-Da=b", "HOME", "/root"));
  }

  @Test
  void anEnvironmentThatNoLauncherMadeStaysAsItIs() {
    Map<String, String> given = Map.of("LC_ALL", "C", "MGEO_SYNC_KEPT_LANG", "C");
    assertThat(restored(given)).isEqualTo(given);
  }
}
