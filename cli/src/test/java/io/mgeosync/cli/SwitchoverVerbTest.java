package io.mgeosync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code switchover} over real HTTP, against directors that are well, stubborn or away. */
final class SwitchoverVerbTest {
  private final FakeNode node = new FakeNode();
  private FakeDirector one;
  private FakeDirector two;

  @BeforeEach
  void start() throws IOException {
    one = new FakeDirector();
    two = new FakeDirector();
  }

  @AfterEach
  void stop() {
    one.close();
    two.close();
  }

  private CliRun switchover(String... more) {
    String[] all = {"switchover", "--to", "gpu-b", "--settle", "1ms", "--director", one.url()};
    String[] arguments = new String[all.length + more.length];
    System.arraycopy(all, 0, arguments, 0, all.length);
    System.arraycopy(more, 0, arguments, all.length, more.length);
    return CliRun.of(node, arguments);
  }

  @Test
  void movesOneDirectorAfterAnotherAndSaysEachStep() {
    CliRun run = switchover("--director", two.url());
    assertThat(run.exitCode()).isZero();
    assertThat(one.first()).isEqualTo("gpu-b");
    assertThat(two.first()).isEqualTo("gpu-b");
    assertThat(run.out())
        .hasLineCount(6)
        .contains(one.url() + "/: gpu-b is ready")
        .contains(two.url() + "/: requests go to gpu-b, spare gpu-a");
  }

  @Test
  void anotherTimeChangesNothing() {
    switchover();
    CliRun run = switchover("--json");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("\"to\":\"gpu-b\"").contains("\"changed\":false");
    assertThat(one.posted).hasSize(1);
  }

  @Test
  void aNodeThatIsNotReadyForTheSecondDirectorIsMovedToByNeither() {
    two.with("gpu-b", "proving");
    CliRun run = switchover("--director", two.url());
    assertThat(run.exitCode()).isEqualTo(10);
    assertThat(run.err()).contains("gpu-b is proving").contains("Served: v1, not v2");
    assertThat(one.posted).isEmpty();
  }

  @Test
  void aNodeThatNobodyKnowsIsMissing() {
    CliRun run =
        CliRun.of(node, "switchover", "--to", "gpu-c", "--director", one.url(), "--wait", "1s");
    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.err()).contains("name one of gpu-a, gpu-b");
  }

  @Test
  void aDirectorThatIsAwayMeansThatNothingIsMoved() {
    two.close();
    CliRun run = switchover("--director", two.url());
    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.err()).contains(two.url()).hasLineCount(1);
    assertThat(one.posted).isEmpty();
  }

  @Test
  void whatMovedBeforeATroubleIsSaid() {
    two.stubborn();
    CliRun run = switchover("--director", two.url(), "--wait", "100ms");
    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.err())
        .contains("requests go to gpu-a, spare gpu-b; moved already: " + one.url())
        .hasLineCount(1);
  }

  @Test
  void aPrimaryThatSharesIsArrivedAtThoughItIsNotTheFirst() {
    one.with("gpu-c", "ready").primaries("gpu-a", "gpu-b");
    assertThat(CliRun.of(node, to("gpu-c")).exitCode()).isZero();
    assertThat(one.first()).isEqualTo("gpu-c");
    CliRun back = CliRun.of(node, to("gpu-b"));
    assertThat(back.err()).isEmpty();
    assertThat(back.exitCode()).isZero();
    assertThat(back.out()).contains("requests go to gpu-a (100), gpu-b (100), spare gpu-c");
    assertThat(CliRun.of(node, to("gpu-b")).out()).contains("gpu-b is the primary already");
    assertThat(one.posted).hasSize(2);
  }

  private String[] to(String name) {
    return new String[] {
      "switchover", "--to", name, "--director", one.url(), "--settle", "1ms", "--wait", "300ms"
    };
  }

  @Test
  void aDirectorThatCannotRememberSaysSoAndIsNotToldToBeStarted() {
    one.troubledBy("switchover", 500);
    CliRun run = switchover();
    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.err())
        .contains("HTTP 500: done, but not remembered: the disk is full; make room")
        .doesNotContain("start it")
        .hasLineCount(1);
  }

  @Test
  void aLoadBalancerThatDoesNotFollowIsNotMoved() {
    one.behind();
    CliRun run = switchover("--wait", "100ms");
    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.err()).contains("haproxy does not follow: its socket is away");
  }
}
