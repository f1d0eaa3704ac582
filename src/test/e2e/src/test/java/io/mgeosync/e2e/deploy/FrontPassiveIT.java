package io.mgeosync.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.e2e.deploy.FakeNode.Mode;
import io.mgeosync.e2e.deploy.Posts.Outcome;
import io.mgeosync.e2e.harness.Needs;
import io.mgeosync.e2e.harness.Ports;
import io.mgeosync.e2e.harness.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** deploy/nginx/front-passive.conf in a real nginx. */
@Needs("nginx")
class FrontPassiveIT {
  private static final int SOME = 60;

  private Path scratch;
  private FakeNode a;
  private FakeNode b;
  private Nginx nginx;
  private Posts clients;

  @BeforeEach
  void start() throws IOException {
    scratch = Scratch.create();
    a = new FakeNode("gpu-a");
    b = new FakeNode("gpu-b");
    int port = Ports.free();
    String front =
        Shipped.read("nginx/front-passive.conf")
            .nodes(a, b)
            .set("listen 5000", "listen 127.0.0.1:" + port)
            .text();
    nginx = Nginx.start(scratch.resolve("nginx"), front, port);
    clients = new Posts(port);
  }

  @AfterEach
  void stop() throws IOException {
    clients.close();
    nginx.close();
    a.close();
    b.close();
    Scratch.delete(scratch);
  }

  private static Outcome from(FakeNode node) {
    return new Outcome(200, node.name());
  }

  @ParameterizedTest
  @EnumSource(names = {"ERROR", "UNAVAILABLE", "HUNG"})
  void aFaultCostsNoRequestAndItsEndIsSeenByTheNextOne(Mode fault) {
    a.become(fault);
    assertThat(clients.send(SOME)).containsOnly(from(b));
    a.become(Mode.OK);
    assertThat(clients.send(SOME)).containsOnly(from(a));
  }

  @Test
  void aKilledNodeCostsNoRequest() throws IOException {
    assertThat(clients.send(SOME)).containsOnly(from(a));
    a.kill();
    assertThat(clients.send(SOME)).containsOnly(from(b));
    a.restart();
    assertThat(clients.send(SOME)).containsOnly(from(a));
  }

  @Test
  void whatNoNodeCanAnswerFailsAlone() {
    List<Outcome> good =
        clients.during(
            200,
            () ->
                assertThat(clients.send(10, FakeNode.BAD)).containsOnly(new Outcome(500, "gpu-b")));
    assertThat(good).containsOnly(from(a));
    assertThat(b.asked()).isEqualTo(10);
  }
}
