package io.mgeosync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExplainVerbTest {
  private final FakeNode node = new FakeNode();

  private CliRun explain(int status, String body) throws IOException {
    try (FakeAgent agent = new FakeAgent(status, n -> body)) {
      node.http = agent.address();
      return CliRun.of(node, "explain");
    }
  }

  private static String bundle(String why, String type, String reason, String cycle) {
    return "{\"bundle\":\"mgeo-base\",\"ready\":false,\"why\":\"%s\",%s\"conditions\":[{\"type\":\"Verified\",\"holds\":true},{\"type\":\"%s\",\"holds\":false,\"reason\":\"%s\"}]}"
        .formatted(why, cycle, type, reason);
  }

  private static String status(String... bundles) {
    return "{\"node\":\"gpu-1\",\"bundles\":[" + String.join(",", bundles) + "]}";
  }

  @Test
  void aReadyNodeIsOneLineAndZero() throws IOException {
    assertThat(explain(200, status("{\"ready\":true}")))
        .isEqualTo(new CliRun(0, "ready: every condition holds\n", ""));
  }

  @Test
  void aReadyNodeTellsWhatShouldBeMendedAllTheSame() throws IOException {
    String told = "channel production expires in 3 days; renew it with `mgeo-sync renew`";
    String one = "{\"bundles\":[{\"ready\":true}],\"warnings\":[\"%s\"]}".formatted(told);
    assertThat(explain(200, one))
        .isEqualTo(new CliRun(0, "ready: every condition holds; warning: " + told + "\n", ""));
    String two = "{\"bundles\":[{\"ready\":true}],\"warnings\":[\"a\",\"b\"]}";
    assertThat(explain(200, two).out())
        .isEqualTo("ready: every condition holds; warning: a (and 1 more)\n");
  }

  @Test
  void aRefusedNodeTellsItToo() throws IOException {
    String warnings = ",\"warnings\":[\"this node's clock is about 2 days ahead\"]}";
    String broken = bundle("DesiredKnown: expired; renew it", "DesiredKnown", "Expired", "");
    assertThat(explain(200, "{\"bundles\":[" + broken + "]" + warnings).out())
        .startsWith("not ready: mgeo-base: DesiredKnown: expired; renew it; warning: this node's");
  }

  @Test
  void aDrainIsSaidWhenNothingIsBroken() throws IOException {
    String drain = ",\"drain\":{\"why\":\"draining: until noon; mgeo-sync undrain ends it\"}}";
    String ready = "{\"bundles\":[{\"ready\":true}]" + drain;
    assertThat(explain(200, ready))
        .isEqualTo(
            new CliRun(10, "not ready: draining: until noon; mgeo-sync undrain ends it\n", ""));
    String broken = bundle("Served: v1; reload the service", "Served", "WrongVersion", "");
    assertThat(explain(200, "{\"bundles\":[" + broken + "]" + drain).out())
        .isEqualTo("not ready: mgeo-base: Served: v1; reload the service\n");
  }

  @Test
  void aMessageWithItsOwnRemedyIsSaidAsItIs() throws IOException {
    String why = "Served: v1 is loaded, active is v2; reload the service";
    CliRun run = explain(200, status(bundle(why, "Served", "WrongVersion", "")));
    assertThat(run).isEqualTo(new CliRun(10, "not ready: mgeo-base: " + why + "\n", ""));
  }

  @Test
  void aMessageWithoutOneGetsTheRemedyOfItsCondition() throws IOException {
    CliRun run = explain(200, status(bundle("GpuUsable: 0 of 1", "GpuUsable", "Lost", "")));
    assertThat(run.out())
        .isEqualTo(
            "not ready: mgeo-base: GpuUsable: 0 of 1; look at nvidia-smi and the kernel's log\n");
    run = explain(200, status(bundle("Active: being proven", "Active", "Proving", "")));
    assertThat(run.out()).endsWith("; wait for it to end\n");
  }

  @Test
  void whatTheLastSyncFailedAtIsSaidWhereASyncWouldMendIt() throws IOException {
    String cycle =
        "\"lastCycle\":{\"success\":false,\"sentence\":\"kept v1: v2 failed; run: mgeo-sync"
            + " unpoison\"},";
    String why = "Active: v1 is active, the channel wants v2; run a sync";
    CliRun run = explain(200, status(bundle(why, "Active", "NotAllowed", cycle)));
    assertThat(run.out())
        .isEqualTo(
            "not ready: mgeo-base: %s; the last sync: kept v1: v2 failed; run: mgeo-sync unpoison\n"
                .formatted(why));
    run = explain(200, status(bundle("Served: no", "Served", "Refused", cycle)));
    assertThat(run.out()).doesNotContain("last sync");
  }

  @Test
  void furtherBundlesAreCountedAndItStaysOneLine() throws IOException {
    String one = bundle("Served: no", "Served", "Refused", "");
    assertThat(explain(200, status(one, one, one)).out())
        .endsWith(" (and 2 more)\n")
        .hasLineCount(1);
  }

  @Test
  void anAgentThatCannotSayIsUnknownNotRefused() throws IOException {
    CliRun run = explain(503, "{\"ready\":false,\"reasons\":[]}");
    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.out()).contains("HTTP 503").hasLineCount(1);
  }

  @Test
  void withoutAnAgentTheDiskSaysWhatItDecidedLast(@TempDir Path state) throws IOException {
    Files.createDirectories(state.resolve("mgeo-base"));
    Files.writeString(
        state.resolve("mgeo-base/last-decision.json"),
        "{\"at\":\"2026-11-22T03:00:00Z\",\"ready\":false,\"why\":\"Served: no\"}");
    node.state = state;
    node.http = FakeAgent.nowhere();
    CliRun run = CliRun.of(node, "explain");
    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.out())
        .contains("connection refused; start it")
        .endsWith("; it last said of mgeo-base, at 2026-11-22T03:00:00Z: not ready, Served: no\n")
        .hasLineCount(1);
  }
}
