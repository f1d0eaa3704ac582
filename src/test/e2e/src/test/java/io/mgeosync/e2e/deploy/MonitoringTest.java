package io.mgeosync.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Rules, their tests, the dashboard and the page say the same. That the page says what an agent
 * registers is tested beside the agent.
 */
class MonitoringTest {
  @Test
  void everyMetricThatIsUsedIsDocumented() throws IOException {
    var documented = Monitoring.documentedSeries();
    assertThat(documented).contains("mgeo_sync_ready", "mgeo_sync_probe_seconds_bucket");
    for (Path file : List.of(Monitoring.RULES, Monitoring.DASHBOARD)) {
      assertThat(documented)
          .as(file.toString())
          .containsAll(Monitoring.metricsIn(Files.readString(file)));
    }
    for (Path file : Monitoring.ruleTests()) {
      assertThat(documented)
          .as(file.toString())
          .containsAll(Monitoring.metricsIn(Files.readString(file)));
    }
  }

  @Test
  void everyAlertHasItsSectionAndEverySectionItsAlert() throws IOException {
    assertThat(matches("(?m)^### (MgeoSync\\w+)$", Monitoring.PAGE))
        .containsExactlyInAnyOrderElementsOf(Monitoring.alerts());
  }

  @Test
  void everyAlertLeadsToItsSectionAndSaysHowUrgentItIs() throws IOException {
    List<String> rules = List.of(Files.readString(Monitoring.RULES).split("- alert: ", -1));
    for (String rule : rules.subList(1, rules.size())) {
      String name = rule.lines().findFirst().orElseThrow();
      assertThat(rule)
          .as(name)
          .containsPattern("labels: \\{severity: (page|ticket)}")
          .containsPattern("summary: \".+\"")
          .contains("docs/monitoring.md#" + name.toLowerCase(Locale.ROOT) + "\"");
      if (rule.contains("\n        for: ")) {
        assertThat(rule).as(name).containsPattern("# .+\n        for: ");
      }
    }
  }

  @Test
  void thePageSaysOfEachAlertHowUrgentItIs() throws IOException {
    String page = Files.readString(Monitoring.PAGE);
    for (String rule : Files.readString(Monitoring.RULES).split("- alert: ", -1)) {
      if (rule.contains("severity: ")) {
        String name = rule.lines().findFirst().orElseThrow();
        String said = rule.contains("severity: page") ? "Page. " : "Ticket. ";
        assertThat(page).contains("### " + name + "\n\n" + said);
      }
    }
  }

  @Test
  void everyAlertIsExpectedByATest() throws IOException {
    var tests = new StringBuilder();
    for (Path file : Monitoring.ruleTests()) {
      tests.append(Files.readString(file));
    }
    for (String alert : Monitoring.alerts()) {
      assertThat(tests).containsPattern("exp_samples.*\\R?.*alertname=\"" + alert + "\"");
    }
  }

  @Test
  void theDashboardsPanelsAreTheirOwnAndAskTheChosenSource() throws IOException {
    JsonNode dashboard = new ObjectMapper().readTree(Monitoring.DASHBOARD.toFile());
    List<JsonNode> panels = dashboard.path("panels").valueStream().toList();
    assertThat(panels).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
    assertThat(panels).extracting(panel -> panel.path("gridPos")).doesNotHaveDuplicates();
    assertThat(panels).extracting(panel -> panel.path("title").asText()).doesNotHaveDuplicates();
    assertThat(dashboard.findValues("uid"))
        .extracting(JsonNode::asText)
        .containsOnly("mgeo-sync", "${datasource}");
    assertThat(dashboard.at("/templating/list/0/type").asText()).isEqualTo("datasource");
  }

  private static List<String> matches(String pattern, Path file) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(file))
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }
}
