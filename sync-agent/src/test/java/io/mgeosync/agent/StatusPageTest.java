package io.mgeosync.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mgeosync.channel.Pin;
import io.mgeosync.probe.node.NodeFacts;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page's table of the agent's status, and what an agent answers, have the same keys. */
@Timeout(120)
final class StatusPageTest extends AgentSite {
  @Test
  void agentsStatus_everyKeyHasItsRowAndEveryRowItsKey() throws Exception {
    Pin v1 = promote("v1", 1);
    try (Agent agent = Agent.start(config("127.0.0.1:0"), CLOCK)) {
      awaitStatus(agent, v1);
      loaded = "{\"version\":\"v0\"}";
      post("/drain?for=1h&force=true");
      awaitStatus(agent, "\"kind\":\"wrong\"", 503);
      Set<String> keys = new TreeSet<>(StatusPage.keys(get(agent, "/status").body()));
      keys.addAll(facts());
      assertThat(StatusPage.rows("## The agent"))
          .doesNotHaveDuplicates()
          .containsExactlyInAnyOrderElementsOf(keys);
    }
  }

  /** Of a node with a GPU and all of its environment configured, which this one is not. */
  private static Set<String> facts() throws Exception {
    Optional<String> known = Optional.of("x");
    var status = new ObjectMapper().createObjectNode();
    new NodeFacts(known, known, known, known).write(status.putObject("facts"));
    return StatusPage.keys(status.toString());
  }
}
