package io.mgeosync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** {@code drain} and {@code undrain} against an agent that obeys, refuses or is not there. */
final class DrainVerbTest {
  private final FakeNode node = new FakeNode();

  private CliRun ask(FakeAgent agent, String... arguments) {
    node.http = agent.address();
    return CliRun.of(node, arguments);
  }

  @Test
  void anAgentThatObeysSaysUntilWhen() throws IOException {
    try (FakeAgent agent = new FakeAgent(200, n -> "{}")) {
      agent.toPosts(202, "{\"accepted\":true,\"until\":\"2026-11-23T03:30:00Z\"}\n");
      assertThat(ask(agent, "drain"))
          .isEqualTo(
              new CliRun(
                  0,
                  "this node takes no new requests until 2026-11-23T03:30:00Z; mgeo-sync undrain"
                      + " ends it\n",
                  ""));
      assertThat(ask(agent, "drain", "--for", "1h30m", "--force").exitCode()).isZero();
      assertThat(ask(agent, "undrain")).isEqualTo(new CliRun(0, "no drain goes on any more\n", ""));
      assertThat(agent.posted)
          .containsExactly("/drain?for=30m&force=false", "/drain?for=1h30m&force=true", "/undrain");
    }
  }

  @Test
  void anEndSaysWhetherADrainWentOn() throws IOException {
    try (FakeAgent agent = new FakeAgent(200, n -> "{}")) {
      agent.toPosts(202, "{\"accepted\":true,\"ended\":true}\n");
      assertThat(ask(agent, "undrain").out()).startsWith("the drain has ended: ");
      agent.toPosts(202, "{\"accepted\":true,\"ended\":false}\n");
      assertThat(ask(agent, "undrain").out()).isEqualTo("no drain was going on\n");
    }
  }

  @Test
  void aRefusalIsBusyAndSaidAsTheAgentSaysIt() throws IOException {
    try (FakeAgent agent = new FakeAgent(200, n -> "{}")) {
      agent.toPosts(409, "no peer is ready; mend one\n");
      assertThat(ask(agent, "drain"))
          .isEqualTo(new CliRun(8, "", "mgeo-sync: no peer is ready; mend one\n"));
      agent.toPosts(400, "too long; say 7d\n");
      assertThat(ask(agent, "drain", "--for", "8d"))
          .isEqualTo(new CliRun(3, "", "mgeo-sync: too long; say 7d\n"));
    }
  }

  @Test
  void somethingElseOnThePortIsNotKnown() throws IOException {
    try (FakeAgent agent = new FakeAgent(200, n -> "{}")) {
      agent.toPosts(404, "<html>nginx; a page</html>");
      for (String verb : new String[] {"drain", "undrain"}) {
        CliRun run = ask(agent, verb);
        assertThat(run.exitCode()).isEqualTo(6);
        assertThat(run.err()).contains("HTTP 404").doesNotContain("<html>").hasLineCount(1);
      }
    }
  }

  @Test
  void withoutAnAgentNothingIsDrained() throws IOException {
    node.http = FakeAgent.nowhere();
    assertThat(CliRun.of(node, "drain").exitCode()).isEqualTo(6);
    assertThat(CliRun.of(node, "undrain").exitCode()).isEqualTo(6);
  }

  @Test
  void aLengthWithoutAUnitIsAUsageError() {
    CliRun run = CliRun.of(node, "drain", "--for", "30");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("has no unit").hasLineCount(1);
  }
}
