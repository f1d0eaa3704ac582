package io.mgeosync.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.e2e.deploy.FakeNode.Mode;
import io.mgeosync.e2e.deploy.Posts.Outcome;
import io.mgeosync.e2e.harness.Await;
import io.mgeosync.e2e.harness.Needs;
import io.mgeosync.e2e.harness.Ports;
import io.mgeosync.e2e.harness.Scratch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** deploy/haproxy/agent-check.cfg in a real HAProxy, with two agents that say a line each. */
@Needs("haproxy")
class AgentCheckIT {
  private static final int SOME = 60;
  private static final Duration SOON = Duration.ofSeconds(20);

  private Path scratch;
  private FakeNode a;
  private FakeNode b;
  private FakeAgentCheck agentA;
  private FakeAgentCheck agentB;
  private Haproxy haproxy;
  private Posts clients;

  @BeforeEach
  void start() throws IOException {
    scratch = Scratch.create();
    a = new FakeNode("gpu-a");
    b = new FakeNode("gpu-b");
    agentA = new FakeAgentCheck();
    agentB = new FakeAgentCheck();
    int port = Ports.free();
    Path file = Files.writeString(scratch.resolve("haproxy.cfg"), configuration(port));
    haproxy = new Haproxy(file, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    clients = new Posts(port);
  }

  /** On one machine the agents have a port each. */
  private String configuration(int port) throws IOException {
    return Shipped.read("haproxy/agent-check.cfg")
        .nodes(a, b)
        .set("bind :5000", "bind 127.0.0.1:" + port)
        .set("bind 127.0.0.1:8404", "bind 127.0.0.1:" + Ports.free())
        .set("    user haproxy\n    group haproxy\n", "")
        .set(" id 1", " id 1 agent-port " + agentA.port())
        .set(" id 2", " id 2 agent-port " + agentB.port())
        .text();
  }

  @AfterEach
  void stop() throws IOException {
    clients.close();
    haproxy.close();
    agentA.close();
    agentB.close();
    a.close();
    b.close();
    Scratch.delete(scratch);
  }

  private static Outcome from(FakeNode node) {
    return new Outcome(200, node.name());
  }

  /** Sends all the while; the good answers of either node are welcome meanwhile. */
  private void moveTo(FakeNode node) {
    List<Outcome> meanwhile =
        clients.during(
            20,
            () -> Await.until("to " + node.name(), SOON, () -> clients.one().equals(from(node))));
    assertThat(meanwhile).noneMatch(Outcome::failed);
    assertThat(clients.send(SOME)).containsOnly(from(node));
  }

  @Test
  void aRefusalMovesTrafficAndItsEndBringsItBackAndNoRequestIsLost() {
    assertThat(clients.send(SOME)).containsOnly(from(a));
    agentA.say("down #served: the service has v1, not v2");
    moveTo(b);
    agentA.say("up ready");
    moveTo(a);
    agentA.say("drain");
    moveTo(b);
  }

  @Test
  void aRefusedNodeIsNotEvenASpare() {
    agentA.say("down #refused");
    moveTo(b);
    int before = a.asked();
    b.become(Mode.ERROR);
    assertThat(clients.send(10)).containsOnly(new Outcome(500, "gpu-b"));
    assertThat(a.asked()).isEqualTo(before);
  }

  @Test
  void agentsThatAreGoneCostNoRequest() throws IOException {
    moveTo(a);
    agentA.close();
    agentB.close();
    // Longer than fall x inter: 200 requests are a second.
    assertThat(clients.send(200)).containsOnly(from(a));
  }

  @Test
  void aKilledServiceMovesTrafficAndComesBack() throws IOException {
    moveTo(a);
    a.kill();
    moveTo(b);
    a.restart();
    moveTo(a);
  }

  @Test
  void aFaultThatNobodyHasSeenYetCostsNoRequestAndABadOneFailsAlone() {
    moveTo(a);
    a.become(Mode.ERROR);
    assertThat(clients.send(SOME)).containsOnly(from(b));
    a.become(Mode.HUNG);
    assertThat(clients.send(SOME)).containsOnly(from(b));
    a.become(Mode.OK);
    List<Outcome> good =
        clients.during(200, () -> assertThat(clients.send(10, FakeNode.BAD)).hasSize(10));
    assertThat(good).containsOnly(from(a));
  }
}
