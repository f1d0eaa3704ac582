package io.mgeosync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
