package io.mgeosync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mgeosync.base.Urls;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.settings.ConfigException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each mistake is one line that names the file, the line, the key and what would be right. */
class ConfigRefusalTest {

  /** The edit of one line of a good configuration, and how the refusal begins. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "node: gpu-node-1 | nod: a | agent.yaml:1: nod: unknown key; write \"node\"; the keys here"
            + " are node, state,",
        "keep: 3 | kep: 3 | agent.yaml:24: bundles[0].kep: unknown key; write \"keep\"",
        "keep: 3 | zebra: 3 | agent.yaml:24: bundles[0].zebra: unknown key; the keys here are"
            + " name,",
        "keep: 3 | name: b | agent.yaml:24: bundles[0].name: this key stands already at line 22;"
            + " keep one",
        "keep: 3 | keep: many | agent.yaml:24: bundles[0].keep: \"many\" is not a whole number from"
            + " 1 to 100",
        "keep: 3 | keep: 0 | agent.yaml:24: bundles[0].keep: \"0\" is not a whole number",
        "keep: 3 | keep: [3] | agent.yaml:24: bundles[0].keep: expected a single value, found a"
            + " list",
        "keep: 3 | keep: | agent.yaml:24: bundles[0].keep: this key has no value; give it one",
        "state: /srv/mgeo | state: var/lib | agent.yaml:2: state: \"var/lib\" is a relative path;"
            + " write an absolute",
        "node: gpu-node-1 | node: a b | agent.yaml:1: node: not a node's name",
        "  url: s3://models/prod | # | agent.yaml:3: store.url: this key is missing; add it",
        "  timeout: 45s | timeout: 45 | agent.yaml:10: store.timeout: \"45\" has no unit; write"
            + " e.g. 45s",
        "  timeout: 45s | timeout: 0s | agent.yaml:10: store.timeout: zero is too short",
        "file:///mnt/models | mnt/models | agent.yaml:11: store.mirrors[2]: this names no store",
        "http://rack-cache:8080/models | http://u:p@h/m | agent.yaml:11: store.mirrors[0]: a URL"
            + " must not carry",
        "http://rack-cache:8080/models | http://h/m?a=b | agent.yaml:11: store.mirrors[0]: a"
            + " mirror's URL has no ? part",
        "s3://near/prod | s3://models/prod | agent.yaml:3: store: a mirror stands here twice, or is"
            + " the store itself",
        "08:00,512K 23:00 | 08:00 23:00 | agent.yaml:12: store.bandwidth: \"08:00\" is not a time"
            + " and a limit; write e.g. 08:00,512K",
        "path-style: true | path-style: yes | agent.yaml:7: store.path-style: \"yes\" is not a path"
            + " style; write auto, true or false",
        "0 3 * * * | 61 3 * * * | agent.yaml:23: bundles[0].schedule.cron: minute: 61 is not",
        "0 3 * * * | 0 3 * * | agent.yaml:23: bundles[0].schedule.cron: \"0 3 * *\" has 4 fields",
        "@daily | @nightly | agent.yaml:44: bundles[0].scrub.cron: \"@nightly\" is not known",
        "zone: Asia/Shanghai | zone: Mars/North | agent.yaml:23: bundles[0].schedule.zone:"
            + " \"Mars/North\" is not a time zone",
        "zone: Asia/Shanghai | zne: UTC | agent.yaml:23: bundles[0].schedule.zne: unknown key;"
            + " write \"zone\"",
        "interval: 10s | interval: soon | agent.yaml:31: bundles[0].service.interval: \"soon\" is"
            + " not a duration; write e.g. 500ms",
        "interval: 10s | interval: 100ms | agent.yaml:25: bundles[0].service: the deadline is"
            + " longer than the interval; make the deadline at most 100ms",
        "version-pointer: /v | version-pointer: v | agent.yaml:29:"
            + " bundles[0].service.version-pointer: \"v\" is not a JSON pointer",
        "url: http://127.0.0.1:5000/ | url: 127.0.0.1:5000 | agent.yaml:26: bundles[0].service.url:"
            + " not",
        "[systemctl, reload, mgeo] | reload | agent.yaml:43: bundles[0].reload.command: expected a"
            + " list, found a single value",
        "[systemctl, reload, mgeo] | [] | agent.yaml:43: bundles[0].reload.command: expected a"
            + " list, found an empty one",
        "deadline: 90s} | post: http://a/} | agent.yaml:43: bundles[0].reload: command and post"
            + " exclude each other; keep exactly one",
        "name: other | name: mgeo-base | agent.yaml:45: bundles[1].name: the bundle mgeo-base"
            + " stands here twice",
        "name: other | name: ../x | agent.yaml:45: bundles[1].name: not a bundle's name",
        "\"[::1]:9641\" | 9641 | agent.yaml:18: http.listen: not an address and port; write e.g."
            + " 127.0.0.1:9640",
        "http: {listen: \"[::1]:9641\"} | http: 9641 | agent.yaml:18: http: expected a section of"
            + " keys, found a single value; use the keys listen",
        "https://minio.example.com:9000 | minio:9000 | agent.yaml:5: store.endpoint: not an http or"
            + " https URL",
        "git@git.example.com:models.git | https://u:p@h/m.git | agent.yaml:17: channel.git.url: a"
            + " URL must not carry a user name or password",
        "path: c/staging.yaml | path: ../x | agent.yaml:17: channel.git: not a path inside the"
            + " repository",
        "report: header | report: xml | agent.yaml:38: bundles[0].service.served.report: \"xml\" is"
            + " no form of a report; write json, header, oip or none",
        "report: header | report: json | agent.yaml:39: bundles[0].service.served.version-header:"
            + " this key means nothing with report: json; write report: header",
        "open-files: false | open-files: no | agent.yaml:41: bundles[0].service.served.open-files:"
            + " \"no\" is neither true nor false",
        "version-header: X-Version | version-header: X Version | agent.yaml:39:"
            + " bundles[0].service.served.version-header: \"X Version\" is not the name of a"
            + " header",
        "pid-file: /run/mgeo.pid | pid-file: mgeo.pid | agent.yaml:36: bundles[0].service.pid-file:"
            + " \"mgeo.pid\" is a relative path",
        "open-files: false | container: mgeo | agent.yaml:41: bundles[0].service.served.container:"
            + " unknown key",
        "pid-file: /run/mgeo.pid | container: mgeo | agent.yaml:36: bundles[0].service.container:"
            + " \"mgeo\" is not a container's id",
        "fall: 4 | container: 0123456789ab | agent.yaml:25: bundles[0].service: pid-file and"
            + " container exclude each other",
        "/etc/mgeo/b | b | agent.yaml:19: environment.config-files[1]: \"b\" is a relative path",
        "http://gpu-2:9640 | gpu-2:9640 | agent.yaml:20: peers[0]: not an http or https URL",
        "http://gpu-2:9640 | gpu-2 | agent.yaml:20: peers[0]: not an http or https URL with a host;"
            + " write e.g.",
        "http://gpu-2:9640 | http://gpu-2:99640 | agent.yaml:20: peers[0]: no port is above 65535",
        "url: http://127.0.0.1:5000/ | url: /predict | agent.yaml:26: bundles[0].service.url: not"
            + " an http or https URL with a host",
        "\"[::1]:9641\" | \"[::::]:9641\" | agent.yaml:18: http.listen: not an address and port",
        "name: staging | name: prod/uction | agent.yaml:14: channel.name: not a channel's name",
        "name: staging | name: \"a\\nb\" | agent.yaml:14: channel.name: not a channel's name",
        "role: backup | role: spare | agent.yaml:49: failover.role: \"spare\" is not a role; write"
            + " primary or backup",
        "weight: 50 | weight: 257 | agent.yaml:49: failover.weight: \"257\" is not a whole number"
            + " from 1 to 256",
        "track-file: /run | track-file: run | agent.yaml:49: failover.track-file: \"run/m/track\""
            + " is a relative path",
        "0.0.0.0:9642 | 9642 | agent.yaml:49: failover.agent-check: not an address and port",
        "name: staging | name: Bad Name | agent.yaml:14: channel.name: not a channel's name",
      })
  void aMistakeIsNamedWhereItIs(String good, String bad, String message) {
    assertThat(ConfigLoaderTest.WHOLE).contains(good);
    assertThat(
            refusal(
                ConfigLoaderTest.WHOLE.replaceFirst(
                    Pattern.quote(good), Matcher.quoteReplacement(bad))))
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                              | agent.yaml: the file is empty; copy deploy/agent.yaml",
        "'# only words'                  | agent.yaml: the file is empty",
        "hello                           | agent.yaml:1: expected a section of keys, found a single"
            + " value",
        "'- a'                           | agent.yaml:1: expected a section of keys, found a list",
        "'bundles: [{name: a}]'          | agent.yaml: store: this key is missing; say where"
            + " bundles are published",
        "'store: {url: \"file:///m\"}'   | agent.yaml: bundles: this key is missing",
        "'store: {url: \"file:///m\", region: a}' | agent.yaml:1: store: endpoint, region,"
            + " path-style, ca-file and profile mean nothing",
        "'a: *b'                         | agent.yaml:1: a: this is a YAML alias",
      })
  void aFileThatIsNoConfigurationIsRefused(String text, String message) {
    assertThat(refusal(text)).hasMessageStartingWith(message);
  }

  @Test
  void whatYamlCannotReadIsOneLineWithARemedy() {
    assertThat(refusal("store:\n\turl: a\n"))
        .hasMessageStartingWith("agent.yaml:2: not YAML: ")
        .hasMessageEndingWith("; indent with spaces, never with tabs");
    assertThat(refusal("a:\n  cron: */5 * * * *\n"))
        .hasMessageStartingWith("agent.yaml:2: ")
        .hasMessageEndingWith("; put the value in quotes, e.g. cron: \"*/5 * * * *\"");
    assertThat(refusal("a:\n  cron: @daily\n")).hasMessageContaining("put the value in quotes");
    assertThat(refusal("a: [1, 2\nb: 3\n")).hasMessageStartingWith("agent.yaml:2: not YAML: ");
    assertThat(refusal("a: 1\n---\nb: 2\n"))
        .hasMessageStartingWith("agent.yaml:")
        .hasMessageContaining("a second document");
    assertThat(refusal("a: ".repeat(1) + "[".repeat(400) + "]".repeat(400)))
        .hasMessageContaining("nested deeper");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"s3://AKIA:hunter2@models/p", "https://hunter2@h/", "file://x:hunter2@/m"})
  void aPasswordInAUrlIsRefusedAndNeverRepeated(String url) {
    ConfigException refusal = refusal("store: {url: \"" + url + "\"}\nbundles: [{name: a}]\n");
    assertThat(refusal).hasMessageContaining("must not carry a user name or password");
    assertThat(refusal.toString()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://git.example.com/m.git?private_token=hunter2",
        "git@git.example.com:m.git?private_token=hunter2",
        "ssh://git@git.example.com/m.git#hunter2",
        "https://hunter2@git.example.com/m.git"
      })
  void aSecretInAGitUrlIsRefusedNeverRepeatedAndHasItsPlaceNamed(String url) {
    ConfigException refusal =
        refusal("channel: {git: {url: \"" + url + "\"}}\nbundles: [{name: a}]\n");
    assertThat(refusal).hasMessageContaining("put credentials into ~/.netrc");
    assertThat(refusal.toString()).doesNotContain("hunter2").doesNotContain("AWS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "private_token",
        "private%5Ftoken",
        "accessToken",
        "X-Amz-Signature",
        "api_key",
        "apikey",
        "client_secret",
        "password",
        "sig"
      })
  void aSecretInAQueryIsRefusedAndNeverRepeated(String name) {
    for (String url :
        List.of("http://127.0.0.1:5000/?a=b&NAME=hunter2", "http+unix://%2Fs/?NAME=hunter2")) {
      ConfigException refusal =
          refusal(
              "store: {url: \"file:///m\"}\nbundles: [{name: a, service: {url: \"%s\"}}]\n"
                  .formatted(url.replace("NAME", name)));
      assertThat(refusal).hasMessageContaining("must not carry a secret in its query");
      assertThat(refusal.toString()).doesNotContain("hunter2");
    }
    assertThat(Urls.http("http://127.0.0.1:5000/?max_tokens=16&keys=2").getQuery())
        .isEqualTo("max_tokens=16&keys=2");
  }

  /** Each of them would take the other's release for a wrong one, and roll it back. */
  @Test
  void twoBundlesOfOneServiceAreRefused() {
    String service = "service: {url: \"http://127.0.0.1:5000/\"}";
    assertThat(
            refusal(
                "store: {url: \"file:///m\"}\nbundles:\n  - {name: a, %s}\n  - {name: b}\n  - {name: c, %s}"
                    .formatted(service, service)))
        .hasMessage(
            "agent.yaml:5: bundles[2].service.url: the bundles a and c have one service; give each"
                + " bundle a service of its own, or only one of them a service");
  }

  @Test
  void aRefusalCarriesItsData() {
    ConfigException refusal = refusal("a: 1\n");
    assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFIGURATION);
    assertThat(refusal.file()).isEqualTo("agent.yaml");
    assertThat(refusal.line()).isEqualTo(1);
    assertThat(refusal.key()).isEqualTo("a");
    assertThat(refusal.problem()).isEqualTo("unknown key");
  }

  private static ConfigException refusal(String text) {
    ConfigException refusal =
        catchThrowableOfType(ConfigException.class, () -> ConfigLoader.parse("agent.yaml", text));
    assertThat(refusal).as("of " + text).isNotNull();
    assertThat(refusal.getMessage()).doesNotContain("\n");
    return refusal;
  }
}
