package io.mgeosync.director.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mgeosync.base.NodeName;
import io.mgeosync.config.HaproxySettings;
import io.mgeosync.director.route.Route;
import io.mgeosync.director.route.TrafficShare;
import io.mgeosync.manifest.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HaproxyRuntimeTest {
  private static final String SERVERS = "show servers state mgeo";
  private static final NodeName A = new NodeName("gpu-a");
  private static final NodeName B = new NodeName("gpu-b");
  private static final Route TO_A =
      new Route(1, List.of(new TrafficShare(A, 100)), List.of(), "gpu-b refuses");

  @TempDir private Path scratch;
  private FakeHaproxy haproxy;
  private HaproxyRuntime director;

  @BeforeEach
  void start() throws IOException {
    haproxy = new FakeHaproxy(scratch.resolve("admin.sock"));
    haproxy.teach("show map", "# id (file) description\n-1 (acl)\n4 (/etc/haproxy/mgeo.map) x");
    haproxy.teach("prepare map #4", "New version created: 9\n");
    servers(0, 0);
    director = new HaproxyRuntime(new HaproxySettings(scratch.resolve("admin.sock"), "mgeo"));
  }

  @AfterEach
  void stop() throws IOException {
    haproxy.close();
  }

  /** As HAProxy 2.6 prints them, up to the columns that count. */
  private void servers(int adminStateA, int adminStateB) {
    haproxy.teach(
        SERVERS,
        """
        1
        # be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state srv_uweight
        3 mgeo 1 gpu-a 127.0.0.1 2 %d 1
        3 mgeo 2 gpu-b 127.0.0.1 2 %d 1
        """
            .formatted(adminStateA, adminStateB));
  }

  private void map(NodeName node) {
    haproxy.teach(
        "show map #4",
        IntStream.range(0, 100)
            .mapToObj(part -> "0x55d0c5a0 %d %s".formatted(part, node))
            .collect(Collectors.joining("\n")));
  }

  @Test
  void newNodesAreLetInFirstAndOldOnesShutOutLast() {
    map(A);
    servers(0, 1);
    director.apply(new Route(2, List.of(new TrafficShare(B, 100)), List.of(), "gpu-a refuses"));
    assertThat(haproxy.told())
        .containsExactly(
            SERVERS,
            "show map",
            "show map #4",
            "prepare map #4",
            "add map @9 #4 <<",
            "set server mgeo/gpu-b state ready"
                + ";commit map @9 #4"
                + ";set server mgeo/gpu-a state maint");
    assertThat(haproxy.payload()).hasSize(100).contains("0 gpu-b", "99 gpu-b");
  }

  @Test
  void whatFollowsAlreadyIsOnlyLookedAt() {
    map(A);
    servers(0, 1);
    director.apply(TO_A);
    assertThat(haproxy.told()).containsExactly(SERVERS, "show map", "show map #4");
  }

  @Test
  void whoeverWasDrainedByHandIsLetInAgain() {
    map(A);
    servers(8, 1);
    director.apply(TO_A);
    assertThat(haproxy.told()).endsWith("set server mgeo/gpu-a state ready");
  }

  @Test
  void aHealthCheckThatSaysDownIsNotTheDirectorsMatter() {
    map(A);
    servers(0x40, 1);
    director.apply(TO_A);
    assertThat(haproxy.told()).containsExactly(SERVERS, "show map", "show map #4");
  }

  @Test
  void anAnswerWhereNoneBelongsIsARefusalInHaproxysWords() {
    map(A);
    haproxy.teach("set server mgeo/gpu-b state maint", "Permission denied\n");
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> director.apply(TO_A))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.CONFIGURATION))
        .withMessageContaining(
            "HAProxy answers \"Permission denied\" to \"set server mgeo/gpu-b state maint\"");
  }

  @Test
  void whatIsMissingIsNamed() {
    haproxy.teach("show map", "# id (file) description\n4 (/etc/haproxy/other.map) x");
    assertRefuses("HAProxy has no map mgeo.map");
    haproxy.teach(SERVERS, "Can't find backend.\n");
    assertRefuses("HAProxy answers \"Can't find backend.\"");
  }

  private void assertRefuses(String reason) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> director.apply(TO_A))
        .withMessageContaining(reason);
  }

  @Test
  void aSocketThatNobodyHoldsIsUnavailable() throws IOException {
    haproxy.close();
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> director.apply(TO_A))
        .satisfies(e -> assertThat(e.retryable()).isTrue())
        .withMessageStartingWith("HAProxy does not answer on " + scratch.resolve("admin.sock"));
  }
}
