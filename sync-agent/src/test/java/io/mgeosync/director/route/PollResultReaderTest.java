package io.mgeosync.director.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.config.RequireSettings;
import io.mgeosync.manifest.BundleName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PollResultReaderTest {
  private static final RequireSettings NOTHING = new RequireSettings(null, false);
  private static final RequireSettings SMOKE =
      new RequireSettings(new BundleName("mgeo-base"), true);

  private static PollResult read(RequireSettings require, int status, String body) {
    return new PollResultReader(require).read(status, body.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | ''",
        "200 | <html>Welcome to nginx!</html>",
        "503 | <html>503 Service Temporarily Unavailable</html>",
        "503 | {}",
        "503 | null",
        "503 | [{'ready':false}]",
        "503 | {'ready':'false'}",
        "200 | {'ready':false}",
        "503 | {'ready':true}",
        "500 | {'ready':false}",
        "404 | {'ready':false}",
        "302 | {'ready':true}",
        "204 | {'ready':true}",
        "503 | {'ready':false",
      })
  void onlyAnAgentsOwnWordsAreAVerdict(int status, String body) {
    assertThat(read(NOTHING, status, body)).isInstanceOf(PollResult.Unknown.class);
  }

  @Test
  void aDeeplyNestedAnswerIsNoVerdict() {
    assertThat(read(NOTHING, 200, "[".repeat(60_000))).isInstanceOf(PollResult.Unknown.class);
  }

  @Test
  void aRefusalSaysWhyOnOneShortLine() {
    String why = "a\\r\\nb\\u0000c" + "x".repeat(999);
    PollResult seen =
        read(NOTHING, 503, "{'ready':false,'bundles':[],'reasons':['%s']}".formatted(why));
    assertThat(seen).isInstanceOf(PollResult.Refused.class);
    assertThat(seen.why()).startsWith("a b\\u0000cxxx").hasSizeLessThanOrEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'bundle':'mgeo-base','served':true,'smoke':true  | true",
        "'bundle':'mgeo-base','smoke':true                | true",
        "'bundle':'mgeo-base','served':true               | false",
        "'bundle':'mgeo-base','served':true,'smoke':false | false",
        "'bundle':'mgeo-base','served':false,'smoke':true | false",
        "'bundle':'other','served':true,'smoke':true      | false",
        "'served':true,'smoke':true                       | false",
      })
  void whatIsRequiredMustBeProven(String bundle, boolean proven) {
    PollResult seen = read(SMOKE, 200, "{'ready':true,'bundles':[{" + bundle + "}]}");
    assertThat(seen)
        .isInstanceOfSatisfying(
            PollResult.Ready.class, ready -> assertThat(ready.proven()).isEqualTo(proven));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'ready':true,'reasons':[]}",
        "{'ready':true,'bundles':[{'bundle':'a','served':true}]}",
        "{'ready':true,'bundles':'none','gpu':7,'node':[]}"
      })
  void withoutRequirementsAnOpenGateIsEnough(String body) {
    assertThat(read(NOTHING, 200, body)).isEqualTo(new PollResult.Ready(NodeInfo.NOTHING, ""));
  }

  @Test
  void itTellsVersionGpuAndHowLongItsGoldenAnswersTook() {
    String body =
        "{'ready':true,'gpu':'T4','bundles':[{'bundle':'x','version':'v9'},"
            + "{'bundle':'mgeo-base','version':'v1','smoke':true,'smokeSeconds':0.5}]}";
    assertThat(read(SMOKE, 200, body))
        .isEqualTo(new PollResult.Ready(new NodeInfo("v1", "T4", 0.5), ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'standing':'not-now'  | {'proven':true}                    | NotNow[proven]",
        "'standing':'not-now'  | {'proven':true},{'proven':false}   | NotNow[]",
        "'standing':'not-now'  | {}                                 | NotNow[]",
        "'standing':'unknown'  | {'proven':true}                    | Unknown",
        "'standing':'wrong'    | {'proven':false}                   | Refused",
        "'standing':'draining','draining':true | {'ready':true}     | Draining",
        "'standing':'a new word'               | {'proven':true}    | Refused",
        "'wrong':false                         | {'ready':false}    | Refused",
      })
  void whatIsNoProofAgainstANodeIsNoRefusal(String said, String bundles, String kind) {
    PollResult seen =
        read(NOTHING, 503, "{'ready':false,%s,'bundles':[%s]}".formatted(said, bundles));
    boolean proven = seen instanceof PollResult.NotNow notNow && notNow.proven();
    String suffix = seen instanceof PollResult.NotNow ? "[" + (proven ? "proven" : "") + "]" : "";
    assertThat(seen.getClass().getSimpleName() + suffix).isEqualTo(kind);
  }

  @Test
  void aDrainingNodeIsRefusedOnceItsGateIsNotOpen() {
    String draining = "{'ready':false,'draining':true,'bundles':[{'bundle':'a','ready':%s}]}";
    assertThat(read(NOTHING, 503, draining.formatted(true)))
        .isInstanceOf(PollResult.Draining.class);
    assertThat(read(NOTHING, 503, draining.formatted(false)))
        .isInstanceOf(PollResult.Refused.class);
    String blind = "{'ready':false,'reasons':['the agent cannot say how this node is']}";
    assertThat(read(NOTHING, 503, blind)).isInstanceOf(PollResult.Unknown.class);
    String empty = "{'ready':false,'draining':true,'bundles':[]}";
    assertThat(read(NOTHING, 503, empty)).isInstanceOf(PollResult.Refused.class);
  }
}
