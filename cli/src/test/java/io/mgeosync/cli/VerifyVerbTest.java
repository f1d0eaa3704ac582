package io.mgeosync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VerifyVerbTest {
  private final FakeNode node = new FakeNode();

  @Test
  void aGoodDirectoryIsSaidInOneLine() {
    assertThat(CliRun.of(node, "verify", "d")).isEqualTo(new CliRun(0, "3 files are right\n", ""));
  }

  @Test
  void everyBadFileIsNamedAndTheCodeIsMismatch() {
    node.checked =
        new Checked(
            Path.of("d"),
            "2 of 3 files are wrong; publish again",
            3,
            List.of(new Checked.Bad("a", "a is missing"), new Checked.Bad("b", "b is other")),
            true);
    CliRun run = CliRun.of(node, "verify", "d");
    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.out()).isEqualTo("a is missing\nb is other\n");
    assertThat(run.err()).isEqualTo("mgeo-sync: 2 of 3 files are wrong; publish again\n");
    assertThat(CliRun.of(node, "verify", "d", "--json").out())
        .isEqualTo(
            "{\"ok\":false,\"checked\":[{\"directory\":\"d\",\"ok\":false,\"files\":3,"
                + "\"sentence\":\"2 of 3 files are wrong; publish again\","
                + "\"bad\":[{\"path\":\"a\",\"problem\":\"a is missing\"},"
                + "{\"path\":\"b\",\"problem\":\"b is other\"}]}]}\n");
  }

  @Test
  void whatCouldNotBeOpenedIsNotKnownAndNotWrong() {
    node.checked =
        new Checked(
            Path.of("d"),
            "1 of 3 files could not be checked",
            3,
            List.of(new Checked.Bad("a", "a could not be checked: permission denied")),
            false);
    assertThat(CliRun.of(node, "verify", "d"))
        .isEqualTo(
            new CliRun(
                6,
                "a could not be checked: permission denied\n",
                "mgeo-sync: 1 of 3 files could not be checked\n"));
  }

  @Test
  void aPinWithoutItsDirectoryIsAUsageError() {
    assertThat(CliRun.of(node, "verify", "--pin", "sha256:" + "0".repeat(64)).exitCode())
        .isEqualTo(2);
  }
}
