package io.mgeosync.director.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mgeosync.base.NodeName;
import io.mgeosync.base.ServiceAddress;
import io.mgeosync.config.NginxSettings;
import io.mgeosync.director.route.Route;
import io.mgeosync.director.route.TrafficShare;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NginxIncludeTest {
  private static final NodeName A = new NodeName("gpu-a");
  private static final NodeName B = new NodeName("gpu-b");
  private static final NodeName C = new NodeName("gpu-c");
  private static final Map<NodeName, ServiceAddress> SERVICES =
      Map.of(
          C, new ServiceAddress("fd00::3", 5000),
          A, new ServiceAddress("10.0.0.1", 5000),
          B, new ServiceAddress("10.0.0.2", 5000));
  private static final Route TO_A =
      new Route(1, List.of(new TrafficShare(A, 30)), List.of(B), "start");
  private static final Route TO_B =
      new Route(2, List.of(new TrafficShare(B, 100)), List.of(), "a fault");

  @TempDir private Path scratch;
  private Path include;
  private Path log;

  @BeforeEach
  void name() {
    include = scratch.resolve("mgeo-upstream.conf");
    log = scratch.resolve("log");
  }

  /** Two shell commands that log that they ran, and then do this. */
  private NginxInclude director(String test, String reload) {
    return new NginxInclude(
        new NginxSettings(null, null, include, shell("test", test), shell("reload", reload)),
        SERVICES);
  }

  private List<String> shell(String name, String then) {
    return List.of("sh", "-c", "echo %s >> '%s'; %s".formatted(name, log, then));
  }

  private List<String> ran() throws IOException {
    return Files.readAllLines(log);
  }

  @Test
  void everyNodeHasALineSharesSparesAndTheRest() {
    director("true", "true").apply(TO_A);
    assertThat(include)
        .hasContent(
            """
            # Written by the director of mgeo-sync, which replaces it.
            server 10.0.0.1:5000 max_fails=0 weight=30; # gpu-a
            server 10.0.0.2:5000 max_fails=0 backup; # gpu-b
            server [fd00::3]:5000 down; # gpu-c
            """);
  }

  @Test
  void theSameWayIsNeitherTestedNorReloadedAgainWhateverTheReason() throws IOException {
    NginxInclude director = director("true", "true");
    director.apply(TO_A);
    director.apply(new Route(7, TO_A.active(), TO_A.spares(), "another reason"));
    director("true", "true").apply(TO_A);
    assertThat(ran()).containsExactly("test", "reload");
  }

  @Test
  void aRefusedIncludeIsTakenBackNotReloadedAndTriedAgain() throws IOException {
    director("true", "true").apply(TO_A);
    String before = Files.readString(include);
    NginxInclude refusing =
        director("echo 'nginx: [emerg] no'; echo 'nginx: test failed' >&2; false", "true");
    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(NginxRefusedException.class)
          .isThrownBy(() -> refusing.apply(TO_B))
          .satisfies(e -> assertThat(e.message()).isEqualTo("nginx: [emerg] no"));
      assertThat(include).hasContent(before);
    }
    assertThat(ran()).containsExactly("test", "reload", "test", "test");
    assertThat(scratch).isDirectoryNotContaining("glob:**.before");
  }

  @Test
  void aReloadThatFailedIsTriedAgainThoughTheIncludeIsRight() throws IOException {
    assertThatExceptionOfType(NginxRefusedException.class)
        .isThrownBy(() -> director("true", "exit 3").apply(TO_A))
        .withMessageContaining("failed without a word");
    director("true", "true").apply(TO_A);
    assertThat(ran()).containsExactly("test", "reload", "test", "reload");
  }

  @Test
  void whatADirectorThatWasKilledLeftIsTestedAndReloaded() throws IOException {
    director("true", "true").apply(TO_A);
    String good = Files.readString(include);
    // Killed between the write and the test.
    Files.writeString(include.resolveSibling("mgeo-upstream.conf.before"), good);
    Files.writeString(include, "server nonsense");
    assertThatExceptionOfType(NginxRefusedException.class)
        .isThrownBy(() -> director("false", "true").apply(TO_B));
    assertThat(include).as("the last good one").hasContent(good);
  }

  @Test
  void aMissingProgramIsSaid() {
    var settings =
        new NginxSettings(null, null, include, List.of("/nowhere/nginx", "-t"), List.of("true"));
    assertThatExceptionOfType(NginxRefusedException.class)
        .isThrownBy(() -> new NginxInclude(settings, SERVICES).apply(TO_A))
        .withMessageContaining("/nowhere/nginx -t: could not be started");
  }
}
