package io.mgeosync.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.e2e.harness.Cli.Outcome;
import io.mgeosync.e2e.harness.Node;
import java.io.IOException;
import java.nio.file.Path;

/** What was active and served before a fault, to be compared with what is afterwards. */
record LastingRelease(Node node, Path release, String served) {

  static LastingRelease of(Node node) throws IOException {
    return new LastingRelease(node, node.current().toRealPath(), node.served().body());
  }

  /** The same release is active, the service still proves it, and it still computes. */
  void assertUnharmed() throws IOException {
    assertThat(node.current().toRealPath()).isEqualTo(release);
    assertThat(node.served().body()).isEqualTo(served);
    assertThat(node.predict("{\"text\": \"测试\"}").path("embedding").size()).isEqualTo(512);
  }

  /** One line that says what is wrong and, after a semicolon, what to do about it. */
  static void assertRefusal(Outcome outcome, int exitCode, String reason) {
    assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(exitCode);
    assertThat(outcome.output().lines().filter(line -> line.startsWith("mgeo-sync: ")))
        .as(outcome.output())
        .singleElement()
        .asString()
        .containsIgnoringCase(reason)
        .contains("; ");
    assertThat(outcome.output()).doesNotContain("Exception", "\tat ");
  }
}
