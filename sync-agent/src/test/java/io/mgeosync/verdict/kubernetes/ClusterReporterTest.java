package io.mgeosync.verdict.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mgeosync.gate.SettableClock;
import io.mgeosync.verdict.kubernetes.Report.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reporter over real HTTP, look by look, with an API server that makes trouble. */
@Timeout(60)
class ClusterReporterTest {
  private static final String NODE = "MgeoSyncReady";
  private static final String GATE = "mgeo-sync.io/right-model";
  private static final String PATCH_NODE = "patch nodes/status";
  private static final String PATCH_POD = "patch pods/status";
  private static final String LIST = "list pods";
  private static final Duration RESYNC = Duration.ofSeconds(10);
  private static final Report GOOD = new Report(Status.TRUE, "EveryConditionHolds", "all well");
  private static final Report WRONG = new Report(Status.FALSE, "OtherVersion", "mgeo-base: v1");

  private final SettableClock clock = new SettableClock();
  private FakeApiServer server;
  private ClusterReporter reporter;
  private volatile @Nullable Report now = GOOD;

  @BeforeEach
  void start() throws IOException {
    server = new FakeApiServer(0);
    server.addPod("mgeo-1", "gpu-a", "Running");
    reporter = reporter();
  }

  private ClusterReporter reporter() {
    var settings = new KubernetesSettings("gpu-a", NODE, GATE, "mgeo", "app=mgeo", RESYNC);
    var api = new ApiServer(FakeApiServer.reachedAt(server.port()), settings);
    return new ClusterReporter(api, settings, () -> Optional.ofNullable(now), clock, clock);
  }

  @AfterEach
  void stop() {
    reporter.close();
    server.close();
  }

  private void lookAfter(Duration pause) {
    clock.advance(pause);
    reporter.reportOnce();
  }

  private static String since(JsonNode condition) {
    return condition.path("lastTransitionTime").asText();
  }

  @Test
  void anAgentThatHasJustStartedTellsNothingAndTheLastWordStands() throws IOException {
    reporter.reportOnce();
    now = null;
    lookAfter(RESYNC.multipliedBy(2));
    assertThat(server.asked(PATCH_POD)).hasSize(1);
    assertThat(server.pod("mgeo-1", GATE).path("status").asText()).isEqualTo("True");
    now = WRONG;
    lookAfter(RESYNC);
    assertThat(server.pod("mgeo-1", GATE).path("status").asText()).isEqualTo("False");
  }

  @Test
  void nodeAndPodAreToldAndNothingElseOfThemIsTouched() throws IOException {
    reporter.reportOnce();
    assertThat(server.node(NODE).path("status").asText()).isEqualTo("True");
    assertThat(server.pod("mgeo-1", GATE).path("status").asText()).isEqualTo("True");
    assertThat(server.node("Ready").isMissingNode()).as("the kubelet's own").isFalse();
    assertThat(server.asked(PATCH_POD)).hasSize(1);
    var patch = server.asked(PATCH_POD).getFirst();
    assertThat(patch.type()).isEqualTo("application/strategic-merge-patch+json");
    assertThat(patch.body()).contains("\"uid\":\"mgeo-1-1\"").doesNotContain("spec", "phase");
    assertThat(server.asked(LIST).getFirst().query())
        .contains("spec.nodeName=gpu-a", "labelSelector=app=mgeo", "resourceVersion=0");
  }

  @Test
  void withoutNewsOnlyTheHeartbeatIsWritten() throws IOException {
    reporter.reportOnce();
    String since = since(server.node(NODE));
    server.asked().clear();
    for (int i = 0; i < 29; i++) {
      now = new Report(Status.TRUE, GOOD.reason(), "counts " + i);
      lookAfter(RESYNC);
    }
    assertThat(server.asked()).hasSize(29).allMatch(one -> one.right().equals(LIST));
    lookAfter(RESYNC);
    assertThat(server.asked(PATCH_NODE)).hasSize(1);
    assertThat(server.asked(PATCH_POD)).isEmpty();
    JsonNode beat = server.asked(PATCH_NODE).getFirst().condition();
    assertThat(since(beat)).isEqualTo(since);
    assertThat(beat.path("lastHeartbeatTime").asText()).isGreaterThan(since);
  }

  @Test
  void newsWaitsForNoResync() {
    reporter.reportOnce();
    String since = since(server.node(NODE));
    now = WRONG;
    lookAfter(Duration.ofSeconds(1));
    assertThat(server.node(NODE).path("status").asText()).isEqualTo("False");
    assertThat(server.node(NODE).path("reason").asText()).isEqualTo("OtherVersion");
    assertThat(since(server.node(NODE))).isGreaterThan(since);
    assertThat(server.pod("mgeo-1", GATE).path("status").asText()).isEqualTo("False");
  }

  @Test
  void anotherReasonIsNewsButNoTransition() {
    now = WRONG;
    reporter.reportOnce();
    String since = since(server.pod("mgeo-1", GATE));
    now = new Report(Status.FALSE, "WrongAnswer", "mgeo-base: 3 of 5");
    lookAfter(Duration.ofSeconds(7));
    assertThat(server.pod("mgeo-1", GATE).path("reason").asText()).isEqualTo("WrongAnswer");
    assertThat(since(server.pod("mgeo-1", GATE))).isEqualTo(since);
    assertThat(since(server.node(NODE))).isEqualTo(since);
  }

  @Test
  void aPodThatCameLaterIsToldAtTheResyncAndNobodyElses() {
    reporter.reportOnce();
    server.addPod("mgeo-2", "gpu-a", "Pending");
    server.addPod("mgeo-ended", "gpu-a", "Failed");
    server.addPod("mgeo-other", "gpu-b", "Running");
    lookAfter(Duration.ofSeconds(1));
    assertThat(server.pod("mgeo-2", GATE).isMissingNode()).isTrue();
    lookAfter(RESYNC);
    assertThat(server.pod("mgeo-2", GATE).path("status").asText()).isEqualTo("True");
    assertThat(server.pod("mgeo-ended", GATE).isMissingNode()).isTrue();
    assertThat(server.pod("mgeo-other", GATE).isMissingNode()).isTrue();
  }

  @Test
  void anAgentThatStartsAnewGoesOnFromWhatTheClusterRemembers() {
    reporter.reportOnce();
    String since = since(server.node(NODE));
    reporter.close();
    reporter = reporter();
    server.asked().clear();
    lookAfter(Duration.ofHours(1));
    assertThat(since(server.node(NODE))).isEqualTo(since);
    assertThat(server.asked(PATCH_NODE)).as("one that reads, one that writes").hasSize(2);
    assertThat(server.asked(PATCH_POD)).isEmpty();
  }

  @Test
  void aRightThatIsMissingForPodsKeepsNothingFromTheNode() {
    server.refuse(LIST, 403);
    reporter.reportOnce();
    assertThat(server.node(NODE).path("status").asText()).isEqualTo("True");
    server.heal();
    lookAfter(ReportSchedule.SHORTEST);
    assertThat(server.pod("mgeo-1", GATE).path("status").asText()).isEqualTo("True");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 409, 410, 429, 500, 503})
  void whateverTheAnswerItIsTriedAgainWithLongerPausesUntilItIsTold(int code) {
    server.refuseAll(code);
    for (int i = 0; i < 600; i++) {
      lookAfter(Duration.ofMillis(200));
    }
    assertThat(server.asked(LIST)).as("in two minutes").hasSizeBetween(8, 14);
    server.heal();
    lookAfter(ReportSchedule.LONGEST);
    assertThat(server.node(NODE).path("status").asText()).isEqualTo("True");
    assertThat(server.pod("mgeo-1", GATE).path("status").asText()).isEqualTo("True");
  }

  @Test
  void aPodThatIsGoneIsNoTrouble() {
    server.refuse(PATCH_POD, 404);
    reporter.reportOnce();
    server.asked().clear();
    lookAfter(Duration.ofSeconds(5));
    assertThat(server.asked()).as("as after a success").isEmpty();
  }

  @Test
  void newsAmidTroubleWaitsForNoLongPauseAndThatIsTheNewsThatArrives() {
    server.refuseAll(503);
    for (int i = 0; i < 600; i++) {
      lookAfter(Duration.ofMillis(200));
    }
    now = WRONG;
    server.heal();
    lookAfter(ReportSchedule.SHORTEST);
    assertThat(server.pod("mgeo-1", GATE).path("status").asText()).isEqualTo("False");
  }

  @Test
  void aServerThatHangsIsLeftAtTheDeadline() {
    server.refuseAll(0);
    reporter.reportOnce();
    assertThat(server.asked()).hasSize(2);
    server.heal();
    lookAfter(ReportSchedule.SHORTEST);
    assertThat(server.node(NODE).path("status").asText()).isEqualTo("True");
  }

  @Test
  void aServerThatWasAwayIsFoundAgain() throws IOException {
    int port = server.port();
    reporter.reportOnce();
    server.close();
    now = WRONG;
    lookAfter(RESYNC);
    server = new FakeApiServer(port);
    server.addPod("mgeo-1", "gpu-a", "Running");
    lookAfter(ReportSchedule.LONGEST);
    assertThat(server.node(NODE).path("status").asText()).isEqualTo("False");
    assertThat(server.pod("mgeo-1", GATE).path("status").asText()).isEqualTo("False");
  }

  @Test
  void theThreadEndsWhileTheServerHangs() {
    server.refuseAll(0);
    reporter.start();
    while (server.asked().isEmpty()) {
      Thread.onSpinWait();
    }
    reporter.close();
  }

  /** Least privilege, by use: what was asked here is what the shipped role grants. */
  @Test
  void theShippedRoleGrantsExactlyWhatIsUsed() throws IOException {
    reporter.reportOnce();
    now = WRONG;
    lookAfter(Duration.ofSeconds(1));
    lookAfter(NodeConditionReport.HEARTBEAT);
    reporter.close();
    reporter = reporter();
    lookAfter(RESYNC);
    Set<String> used =
        server.asked().stream().map(FakeApiServer.Asked::right).collect(Collectors.toSet());
    assertThat(granted()).isEqualTo(used);
  }

  private static Set<String> granted() throws IOException {
    Path file = Path.of("..", "deploy", "kubernetes", "rbac.yaml");
    var yaml = new com.fasterxml.jackson.dataformat.yaml.YAMLMapper();
    var rights = new HashSet<String>();
    var parser = yaml.getFactory().createParser(Files.readString(file));
    for (JsonNode document : yaml.readValues(parser, JsonNode.class).readAll()) {
      for (JsonNode rule : document.path("rules")) {
        assertThat(rule.path("apiGroups").toString()).isEqualTo("[\"\"]");
        rule.path("verbs")
            .forEach(
                verb ->
                    rule.path("resources")
                        .forEach(of -> rights.add(verb.asText() + " " + of.asText())));
      }
    }
    return rights;
  }
}
