package io.mgeosync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ProbeVerbTest {
  private final FakeNode node = new FakeNode();

  private static String status(long looks, String result) {
    return """
    {"node":"gpu-1","bundles":[{"bundle":"mgeo-base","conditions":[\
    {"type":"DesiredKnown","holds":true,"status":"true","reason":"Read","message":"seq 4","ageSeconds":2},\
    {"type":"Served","holds":true,"status":"true","reason":"Old","message":"old","probe":\
    {"result":"%s","reason":"Asked","message":"the service has v2","ageSeconds":0,"streak":7,"looks":%d}}]}]}\
    """
        .formatted(result, looks);
  }

  @Test
  void theAgentIsAskedAndWaitedForUntilEachProbeHasLooked() throws IOException {
    var asked = new AtomicInteger();
    try (FakeAgent agent =
        new FakeAgent(
            200,
            n -> {
              asked.set(n);
              return status(n < 4 ? 8 : 9, "good");
            })) {
      node.http = agent.address();
      CliRun run = CliRun.of(node, "probe");
      assertThat(agent.posted).containsExactly("/probe");
      assertThat(asked).hasValue(4);
      assertThat(run.exitCode()).isZero();
      assertThat(run.out())
          .isEqualTo(
              """
              gpu-1
                mgeo-base
                  condition        status   reason              age  streak  message
                  DesiredKnown     good     Read                2 s       -  seq 4
                  Served           good     Asked               0 s       7  the service has v2
              """);
    }
  }

  @Test
  void oneCheckThatIsNotGoodEndsWithTen() throws IOException {
    try (FakeAgent agent = new FakeAgent(200, n -> status(n, "late"))) {
      node.http = agent.address();
      CliRun run = CliRun.of(node, "probe", "--json");
      assertThat(run.exitCode()).isEqualTo(10);
      assertThat(run.out()).isEqualTo(JsonLine.line(JsonLine.read(status(1, "late"))) + "\n");
    }
  }

  @Test
  void withoutAnAgentTheChecksRunHere() throws IOException {
    node.http = FakeAgent.nowhere();
    node.probed = JsonLine.read(status(1, "wrong"));
    CliRun run = CliRun.of(node, "probe");
    assertThat(run.exitCode()).isEqualTo(10);
    assertThat(run.out()).contains("Served           wrong    Asked");
  }

  @Test
  void whatIsStaleOrUnknownIsNotGood() throws IOException {
    node.http = FakeAgent.nowhere();
    for (String condition :
        new String[] {
          "{\"type\":\"Active\",\"holds\":false,\"status\":\"true\"}",
          "{\"type\":\"Active\",\"holds\":false,\"status\":\"unknown\"}"
        }) {
      node.probed = JsonLine.read("{\"bundles\":[{\"conditions\":[" + condition + "]}]}");
      assertThat(CliRun.of(node, "probe").exitCode()).isEqualTo(10);
    }
  }
}
