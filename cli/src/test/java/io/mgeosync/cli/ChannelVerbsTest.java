package io.mgeosync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The verbs that write a channel, in a directory that is a store. */
final class ChannelVerbsTest {
  private final FakeNode node = new FakeNode();
  @TempDir Path folder;
  private Path store;

  @BeforeEach
  void publishOne() throws IOException {
    store = Files.createDirectory(folder.resolve("store"));
    assertThat(publish("mgeo-base", "v1").exitCode()).isZero();
  }

  private CliRun publish(String bundle, String version, String... more) throws IOException {
    Path model = Files.createDirectories(folder.resolve("model"));
    Files.writeString(model.resolve("weights.bin"), version);
    List<String> words = new ArrayList<>(List.of("publish", model.toString(), "--bundle", bundle));
    words.addAll(List.of("--version", version));
    words.addAll(List.of(more));
    return run(words);
  }

  private CliRun promote(String channel, String version, String... more) {
    List<String> words = new ArrayList<>(List.of("promote", "--channel", channel));
    words.addAll(List.of("--bundle", "mgeo-base", "--version", version));
    words.addAll(List.of(more));
    return run(words);
  }

  private CliRun renew(String channel, Clock clock, String... more) {
    List<String> words = new ArrayList<>(List.of("renew", "--channel", channel));
    words.addAll(List.of(more));
    return run(words, clock);
  }

  private CliRun run(List<String> words) {
    return run(words, CliRun.CLOCK);
  }

  private CliRun run(List<String> words, Clock clock) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of("--store", store.toUri().toString()));
    return CliRun.of(node, clock, all.toArray(String[]::new));
  }

  private Path file(String channel) {
    return store.resolve("channels").resolve(channel + ".yaml");
  }

  /** What a refusal says between backticks, run as it is printed. */
  private CliRun runPrinted(CliRun refused) {
    Matcher printed = Pattern.compile("`mgeo-sync (restore [^`]+)`").matcher(refused.err());
    assertThat(printed.find()).as(refused.err()).isTrue();
    return CliRun.of(node, CliRun.CLOCK, printed.group(1).split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sequence: 9223372036854775807",
        "sequence: 9007199254740991",
        "sequence: 20000000000",
        "expires: \"+1000000000-12-31T23:59:59Z\"",
        "not a channel at all"
      })
  void aChannelThatNoNodeFollowsIsRestoredByThePrintedCommandAndPromotesOn(String hostile)
      throws IOException {
    promote("production", "v1", "--create");
    publish("mgeo-base", "v2");
    promote("production", "v2");
    promote("production", "v1");
    String key = hostile.substring(0, hostile.indexOf(' '));
    String text = Files.readString(file("production"));
    Files.writeString(
        file("production"),
        text.contains(key) ? text.replaceFirst("(?m)^" + key + ".*", hostile) : hostile);

    CliRun refused = promote("production", "v2");
    assertThat(refused.exitCode()).isEqualTo(4);
    assertThat(refused.err()).hasLineCount(1);
    // The history ends at #2; #3 was in force and is lost.
    assertThat(runPrinted(refused).out())
        .startsWith("production #4: restored from #2, serves mgeo-base v2 ");
    assertThat(promote("production", "v1").out()).startsWith("production #5: ");
  }

  @Test
  void aChannelOfAStoreThatWasSetBackIsLiftedAboveWhatNodesHaveSeen() throws IOException {
    promote("production", "v1", "--create");
    String restore = "restore --channel production --above ";
    assertThat(run(List.of((restore + "41").split(" "))).out())
        .startsWith("production #42: restored from #1, serves mgeo-base v1 ");
    CliRun tooFar = run(List.of((restore + "9007199254740991").split(" ")));
    assertThat(tooFar.exitCode()).isEqualTo(3);
    assertThat(tooFar.err()).contains("delete last-channel.yaml").hasLineCount(1);
    assertThat(run(List.of("restore", "--channel", "prodution")).err())
        .contains("there is no channel \"prodution\"");
    assertThat(run(List.of((restore + "-1").split(" "))).exitCode()).isEqualTo(2);
  }

  @Test
  void aDateThatNoNodeTakesIsTakenBack() throws IOException {
    promote("production", "v1", "--create");
    String text = Files.readString(file("production"));
    Files.writeString(
        file("production"), text.replaceFirst("(?m)^expires.*", "expires: 9999-01-01T00:00:00Z"));
    assertThat(renew("production", CliRun.CLOCK).out())
        .startsWith("production #2: renewed, ")
        .doesNotContain("9999");
    assertThat(renew("production", CliRun.CLOCK, "--valid-for", "4000d").exitCode()).isEqualTo(2);
    assertThat(promote("production", "v1", "--rollout", "999999999d").exitCode()).isEqualTo(2);
  }

  @Test
  void aChannelIsMadeOnlyWhenThatIsAskedForAndIsToldToBeNew() {
    CliRun refused = promote("production", "v1");
    assertThat(refused.exitCode()).isEqualTo(5);
    assertThat(refused.err())
        .contains("there is no channel \"production\" in file://")
        .contains("make it with `mgeo-sync promote --channel production")
        .contains("--create")
        .hasLineCount(1);
    assertThat(file("production")).doesNotExist();
    assertThat(promote("production", "v1", "--create").out())
        .startsWith("production #1: a new channel, serves mgeo-base v1 ");
    assertThat(promote("production", "v1", "--create").out())
        .startsWith("production #2: serves mgeo-base v1 ");
  }

  @Test
  void aMistypedChannelIsAnsweredWithTheNearestAndNothingIsWritten() throws IOException {
    assertThat(promote("production", "v1", "--create").exitCode()).isZero();
    assertThat(promote("staging", "v1", "--create").exitCode()).isZero();
    CliRun mistyped = promote("prodution", "v1");
    assertThat(mistyped.exitCode()).isEqualTo(5);
    assertThat(mistyped.err()).contains("did you mean production? If not, make it with");
    assertThat(promote("canary", "v1").err())
        .contains("there is production, staging: correct the name, or make it with");
    assertThat(file("prodution")).doesNotExist();
    String before = Files.readString(file("production"));
    CliRun late = publish("mgeo-base", "v2", "--promote", "prodution");
    assertThat(late.exitCode()).isEqualTo(5);
    assertThat(store.resolve("mgeo-base/v2")).doesNotExist();
    assertThat(Files.readString(file("production"))).isEqualTo(before);
  }

  @Test
  void publishMakesAChannelWhenAskedForAndTellsTheFirstVersionOfABundle() throws IOException {
    CliRun first = publish("mgeo-base", "v1", "--promote", "production", "--create");
    assertThat(first.out()).contains("production #1: a new channel, serves mgeo-base v1 ");
    CliRun other = publish("mgeo-bse", "v1", "--promote", "production");
    assertThat(other.out())
        .contains("production #2: the first version of mgeo-bse here, serves mgeo-bse v1 ");
    assertThat(publish("mgeo-base", "v1", "--create").exitCode()).isEqualTo(2);
  }

  @Test
  void rollbackOfAMistypedChannelMakesNone() {
    assertThat(promote("production", "v1", "--create").exitCode()).isZero();
    CliRun run = run(List.of("rollback", "--channel", "prodution", "--bundle", "mgeo-base"));
    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.err()).contains("did you mean production?");
    assertThat(file("prodution")).doesNotExist();
  }

  @Test
  void renewExtendsTheExpiryAndSaysSo() throws IOException {
    assertThat(promote("production", "v1", "--create").exitCode()).isZero();
    Clock later = Clock.offset(CliRun.CLOCK, Duration.ofDays(80));
    CliRun renewed = renew("production", later);
    assertThat(renewed.exitCode()).isZero();
    assertThat(renewed.out())
        .isEqualTo("production #2: renewed, valid until 2027-05-12T03:00:00Z\n");
    assertThat(Files.readString(file("production")))
        .contains("version: v1\n", "expires: 2027-05-12T03:00:00Z\n");
    assertThat(renew("production", later, "--valid-for", "30d").out())
        .isEqualTo(
            "production #2: valid until 2027-05-12T03:00:00Z already; nothing was changed\n");
  }

  @Test
  void renewMakesNoChannelAndTakesNoTimeButAPositiveOne() {
    assertThat(renew("production", CliRun.CLOCK).exitCode()).isEqualTo(5);
    assertThat(renew("production", CliRun.CLOCK, "--valid-for", "0s").exitCode()).isEqualTo(2);
    assertThat(file("production")).doesNotExist();
  }
}
