package io.mgeosync.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.channel.Pin;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An agent that is started again beside a service that ran on. */
@Timeout(120)
final class AgentResumeTest extends AgentSite {
  private Pin v1;

  /** Served, and written down that it is, as a killed agent leaves it. */
  @BeforeEach
  void serveAndEnd() throws Exception {
    v1 = promote("v1", 1);
    try (Agent agent = start()) {
      awaitStatus(agent, v1);
      awaitHeld();
    }
    hanging = true; // So that what the next agent says is said without any look.
  }

  private Agent start() {
    return Agent.start(config("127.0.0.1:0"), CLOCK);
  }

  private void awaitHeld() throws Exception {
    while (Files.notExists(layout().lastDecision())
        || !Files.readString(layout().lastDecision()).contains("\"held\":{")) {
      Thread.sleep(20);
    }
  }

  private void rewrite(String was, String is) throws IOException {
    String text = Files.readString(layout().lastDecision());
    assertThat(text).containsPattern(was);
    Files.writeString(layout().lastDecision(), text.replaceFirst(was, is));
  }

  private HttpResponse<String> firstAnswer(Agent agent) throws Exception {
    return get(agent, "/readyz");
  }

  private void assertStarting() throws Exception {
    try (Agent agent = start()) {
      HttpResponse<String> answer = firstAnswer(agent);
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body())
          .contains("\"standing\":\"unknown\"", "the agent has just started")
          .doesNotContain("run a sync", "no release is active");
    }
  }

  @Test
  void itsFirstAnswerIsWhatWasDecidedWhileTheSameServiceHoldsTheSameRelease() throws Exception {
    try (Agent agent = start()) {
      assertThat(firstAnswer(agent).statusCode()).isEqualTo(200);
      assertThat(get(agent, "/status").body())
          .contains("\"reason\":\"Resumed\"", "before the agent was started again");
      hanging = false;
      awaitStatus(agent, "\"reason\":\"DigestMatches\"", 200);
    }
  }

  @Test
  void oneThatEndsBeforeItsFirstLookLeavesWhatItWentOnFrom() throws Exception {
    for (int start = 0; start < 3; start++) {
      try (Agent agent = start()) {
        awaitOpen(agent);
      }
    }
  }

  private void awaitOpen(Agent agent) throws Exception {
    while (get(agent, "/readyz").statusCode() != 200) {
      Thread.sleep(20);
    }
  }

  @Test
  void aFirstLookThatProvesItWrongClosesTheGateAtOnce() throws Exception {
    loaded = "{\"version\":\"v0\"}";
    try (Agent agent = start()) {
      assertThat(firstAnswer(agent).statusCode()).isEqualTo(200);
      hanging = false;
      awaitStatus(agent, "\"Served\",\"holds\":false", 503);
      assertThat(get(agent, "/readyz").body()).contains("\"standing\":\"wrong\"");
    }
  }

  @Test
  void whatIsLateIsCountedAsIfTheAgentHadNeverBeenAway() throws Exception {
    try (Agent agent = start()) {
      awaitStatus(agent, "(1 in a row, refused at 3)", 200);
      awaitStatus(agent, "3 in a row", 503);
      assertThat(get(agent, "/readyz").body()).contains("\"standing\":\"unknown\"");
    }
  }

  @Test
  void anotherServiceAtTheSamePlaceIsLookedAtFirst() throws Exception {
    hanging = false;
    restartService();
    hanging = true;
    assertStarting();
  }

  @Test
  void aReleaseThatWasTouchedIsReadAnewFirst() throws Exception {
    Path weights = layout().current().resolve("weights.bin");
    byte[] bytes = Files.readAllBytes(weights);
    assertThat(weights.toFile().setWritable(true)).isTrue();
    Files.write(weights, bytes);
    try (Agent agent = start()) {
      assertThat(firstAnswer(agent).statusCode()).isEqualTo(503);
    }
  }

  @Test
  void aMachineThatWasStartedAgainIsAnotherOne() throws Exception {
    rewrite("\"boot\":\"[^\"]+\"", "\"boot\":\"another\"");
    assertStarting();
  }

  @Test
  void anAgentThatWasAwayForLongLooksFirst() throws Exception {
    rewrite("\"uptime\":[0-9.E]+", "\"uptime\":-400");
    assertStarting();
  }

  @Test
  void whatIsAskedForOnlyNowWasNotDecided() throws Exception {
    rewrite("\"SmokePassed\"", "\"SomethingElse\"");
    assertStarting();
  }

  @Test
  void aDecisionAgainstTheNodeIsNothingToGoOnWith() throws Exception {
    rewrite("\"ready\":true", "\"ready\":false");
    assertStarting();
  }
}
