package io.mgeosync.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mgeosync.e2e.harness.Needs;
import io.mgeosync.e2e.harness.Program;
import io.mgeosync.e2e.harness.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** deploy/prometheus and deploy/grafana before the real promtool and amtool. */
@Needs({"promtool", "amtool"})
class PrometheusFilesIT {
  private final Program promtool = Program.find("promtool");
  private final Program amtool = Program.find("amtool");

  @TempDir Path folder;

  private static void assertAccepted(Outcome outcome) {
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
  }

  @Test
  void theConfigurationAndItsRulesAreValidAndLintFree() throws IOException {
    assertAccepted(
        promtool.run(
            "check", "config", Monitoring.PROMETHEUS.resolve("prometheus.yml").toString()));
    assertAccepted(promtool.run("check", "rules", "--lint-fatal", Monitoring.RULES.toString()));
  }

  static List<Path> ruleTests() throws IOException {
    return Monitoring.ruleTests();
  }

  @ParameterizedTest
  @MethodSource("ruleTests")
  void alertsFireWhenTheyShouldAndStaySilentWhenTheyShould(Path test) throws IOException {
    assertAccepted(promtool.run("test", "rules", test.toString()));
  }

  @Test
  void everyExpressionOfTheDashboardParses() throws IOException {
    JsonNode dashboard = new ObjectMapper().readTree(Monitoring.DASHBOARD.toFile());
    List<String> expressions = dashboard.findValuesAsText("expr");
    assertThat(expressions).hasSizeGreaterThan(10);
    assertAccepted(check(expressions));
    assertThat(check(List.of("rate(mgeo_sync_ready[5m)")).exitCode()).isNotZero();
  }

  /** As records, which is what promtool reads; a JSON text is a YAML text. */
  private Outcome check(List<String> expressions) throws IOException {
    var json = new ObjectMapper();
    var file = json.createObjectNode();
    var rules = file.putArray("groups").addObject().put("name", "dashboard").putArray("rules");
    for (String expression : expressions) {
      rules
          .addObject()
          .put("record", "dashboard:%d".formatted(rules.size()))
          .put("expr", expression.replace("$bundle", ".*"));
    }
    Path written = Files.writeString(folder.resolve("dashboard.rules.yml"), file.toString());
    return promtool.run("check", "rules", written.toString());
  }

  @Test
  void alertmanagerAcceptsItsConfigurationWhichHoldsNoSecret() throws IOException {
    assertAccepted(amtool.run("check-config", alertmanager()));
    String secrets =
        Files.readString(Path.of(alertmanager()))
            .lines()
            .filter(line -> line.matches(".*(password|key|token|secret)[a-z_]*: .*"))
            .filter(line -> !line.contains("_file: "))
            .collect(Collectors.joining("\n"));
    assertThat(secrets).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "severity=page alertname=MgeoSyncNoStandby, pager",
    "severity=page alertname=MgeoSyncNoNodeReady bundle=mgeo-base, pager",
    "severity=ticket alertname=MgeoSyncNodeRefused node=gpu-a, tickets",
    "alertname=SomebodyForgotTheSeverity, tickets"
  })
  void whoIsToldFollowsFromTheSeverity(String labels, String receiver) throws IOException {
    var arguments =
        new ArrayList<>(
            List.of(
                "config",
                "routes",
                "test",
                "--config.file",
                alertmanager(),
                "--verify.receivers",
                receiver));
    arguments.addAll(List.of(labels.split(" ")));
    assertAccepted(amtool.run(arguments.toArray(String[]::new)));
  }

  private static String alertmanager() {
    return Monitoring.PROMETHEUS.resolve("alertmanager.yml").toString();
  }
}
