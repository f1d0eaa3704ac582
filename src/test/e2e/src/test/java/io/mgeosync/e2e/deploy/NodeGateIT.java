package io.mgeosync.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.e2e.deploy.FakeNode.Mode;
import io.mgeosync.e2e.deploy.Posts.Outcome;
import io.mgeosync.e2e.harness.Await;
import io.mgeosync.e2e.harness.Needs;
import io.mgeosync.e2e.harness.Ports;
import io.mgeosync.e2e.harness.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** deploy/nginx/node-gate.conf in a real nginx, between clients, a service and its agent. */
@Needs("nginx")
class NodeGateIT {
  private static final int SOME = 60;
  private static final String REASON = "served: the service has v1, not v2";

  private Path scratch;
  private FakeNode service;
  private FakeAgent agent;
  private Nginx nginx;
  private Posts clients;

  @BeforeEach
  void start() throws IOException {
    scratch = Scratch.create();
    service = new FakeNode("gpu-a");
    agent = new FakeAgent();
    int port = Ports.free();
    nginx = Nginx.start(scratch.resolve("nginx"), gate(port), port);
    clients = new Posts(port);
  }

  /** An agent is given up later than shipped: a busy machine is no reason here. */
  private String gate(int port) throws IOException {
    return Shipped.read("nginx/node-gate.conf")
        .set("listen 5000", "listen 127.0.0.1:" + port)
        .set("127.0.0.1:5001", service.address())
        .set("unix:/var/lib/mgeo-sync/agent.sock", agent.address())
        .set("_timeout 50ms", "_timeout 2s")
        .set("/run/nginx-mgeo-gate", scratch + "/gate")
        .set("/var/log/nginx/", scratch + "/")
        .text();
  }

  @AfterEach
  void stop() throws IOException {
    clients.close();
    nginx.close();
    agent.close();
    service.close();
    Scratch.delete(scratch);
  }

  private Outcome served() {
    return new Outcome(200, service.name());
  }

  @Test
  void aRefusalReachesTheNextRequestWithItsReasonAndTheServiceGetsNone() {
    assertThat(clients.send(SOME)).containsOnly(served());
    agent.refuse(REASON);
    int before = service.asked();
    assertThat(clients.send(SOME)).containsOnly(new Outcome(503, "refused: " + REASON + "\n"));
    assertThat(service.asked()).isEqualTo(before);
    agent.serve();
    assertThat(clients.send(SOME)).containsOnly(served());
  }

  @Test
  void anAgentThatIsKilledOrHungCostsNoRequest() throws IOException {
    assertThat(clients.one()).isEqualTo(served());
    agent.hang(true);
    assertThat(clients.send(SOME)).containsOnly(served());
    agent.hang(false);
    agent.kill();
    assertThat(clients.send(SOME)).containsOnly(served());
  }

  @Test
  void anAgentThatNeverSaidAWordCostsNoRequest() throws IOException {
    agent.kill();
    assertThat(clients.send(SOME)).containsOnly(served());
  }

  @Test
  void aRefusalOutlivesItsAgent() throws IOException {
    agent.refuse(REASON);
    assertThat(clients.one().status()).isEqualTo(503);
    agent.kill();
    assertThat(clients.send(SOME)).allMatch(outcome -> outcome.status() == 503);
    assertThat(service.asked()).isZero();
    agent.restart();
    agent.serve();
    Await.until(
        "the agent is asked again", Duration.ofSeconds(10), () -> clients.one().equals(served()));
  }

  @Test
  void whatTheServiceAnswersGoesOutAsItIs() {
    for (Mode mode : List.of(Mode.FORBIDDEN, Mode.ERROR, Mode.UNAVAILABLE)) {
      service.become(mode);
      assertThat(clients.one().body()).as("%s", mode).isEqualTo(service.name());
    }
    assertThat(clients.send(5, FakeNode.BAD)).containsOnly(new Outcome(500, service.name()));
    assertThat(service.asked()).as("nothing is tried twice here").isEqualTo(8);
  }
}
