package io.mgeosync.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.gate.Condition.Status;
import io.mgeosync.net.AsciiLine;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same verdict in the words of those who are not asked over JSON. */
final class RenderingsTest {
  private static final NodeVerdict READY = Verdicts.ready();
  private static final NodeVerdict REFUSING = Verdicts.refusing("mgeo-base: Served: v1, not v2");

  @Test
  void haproxyIsToldOneLine() {
    assertThat(AgentCheckLine.of(READY)).isEqualTo("up ready 100%\n");
    assertThat(AgentCheckLine.of(Verdicts.draining(READY))).isEqualTo("up drain\n");
    assertThat(AgentCheckLine.of(REFUSING)).isEqualTo("down #mgeo-base: Served: v1, not v2\n");
    assertThat(AgentCheckLine.of(Verdicts.draining(REFUSING)))
        .as("whoever is broken is down, whatever was wished")
        .startsWith("down #draining: ")
        .contains("Served: v1, not v2");
  }

  @Test
  void noReasonCanEndTheLineOrSpeakAnotherLanguage() {
    String line =
        AgentCheckLine.of(
            Verdicts.refusing("a\rb\nup ready 100%\u0000测试\u0085\t" + "x".repeat(5000)));
    assertThat(line)
        .startsWith("down #a?b?up ready 100%?????x")
        .endsWith("x...\n")
        .hasLineCount(1)
        .hasSizeLessThan(220)
        .matches("[ -~]+\n");
  }

  @Test
  void aCutNeverHalvesACharacter() {
    String emoji = "\uD83D\uDE00".repeat(201);
    assertThat(AsciiLine.of(emoji)).isEqualTo("?".repeat(197) + "...");
    assertThat(AsciiLine.of("\uD83D\uDE00".repeat(200))).isEqualTo("?".repeat(200));
    assertThat(AsciiLine.of(" \uD800 ")).isEqualTo("?");
  }

  @Test
  void keepalivedIsToldANumberThatIsTheLowerTheBetter() {
    assertThat(
            List.of(
                TrackFileContent.of(READY),
                TrackFileContent.of(Verdicts.draining(READY)),
                TrackFileContent.unknown(),
                TrackFileContent.of(REFUSING),
                TrackFileContent.of(Verdicts.draining(REFUSING))))
        .containsExactly("0\n", "1\n", "2\n", "4\n", "4\n");
    assertThat(TrackFileContent.of(standing(Status.UNKNOWN))).isEqualTo("2\n");
    NodeVerdict held = standing(Status.NOT_NOW);
    assertThat(TrackFileContent.of(held)).as("proven all the same").isEqualTo("1\n");
    assertThat(TrackFileContent.of(Verdicts.draining(held))).isEqualTo("3\n");
  }

  private static NodeVerdict standing(Status kind) {
    return Verdicts.node(Verdicts.bundle("mgeo-base", "v1", kind, "mgeo-base: no"));
  }
}
