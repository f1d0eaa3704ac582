package io.mgeosync.manifest.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the real {@code sha256sum} and {@code md5sum}. */
class ChecksumFileTest {
  private static final List<String> NAMES =
      List.of(
          "plain",
          " leading space",
          "*star",
          "back\\slash",
          "new\nline",
          "return\rhere",
          "ends with return\r",
          "\\n not a line",
          "dollar $1",
          "MD5 (x) = y",
          "two  spaces",
          "#comment");

  @TempDir Path folder;

  @BeforeEach
  void writeFiles() throws Exception {
    for (String name : NAMES) {
      Files.writeString(folder.resolve(name), "content of " + name);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256sum", "md5sum"})
  void coreutilsCheckWhatWeWrite(String tool) throws Exception {
    Files.writeString(folder.resolve("SUMS"), ChecksumFile.format(expected(tool)));

    assertThat(run(tool, "--check", "--strict", "SUMS").lines().filter(l -> l.endsWith(": OK")))
        .hasSameSizeAs(NAMES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256sum", "md5sum"})
  void whatWeWriteIsWhatCoreutilsWrite(String tool) throws Exception {
    assertThat(ChecksumFile.format(expected(tool))).isEqualTo(run(tool));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--text", "--binary", "--tag"})
  void everyStyleOfCoreutilsIsRead(String style) throws Exception {
    assertThat(ChecksumFile.parse(run("sha256sum", style))).isEqualTo(expected("sha256sum"));
    assertThat(ChecksumFile.parse(run("md5sum", style))).isEqualTo(expected("md5sum"));
  }

  @Test
  void commentsEmptyLinesUpperCaseAndCarriageReturnsArePassedOver() {
    String hex = "0123456789ABCDEF0123456789abcdef";

    assertThat(ChecksumFile.parse("# made by ops\r\n\r\n" + hex + " *a b\r\n"))
        .containsExactly(new ChecksumFile.Line(Digest.md5("0123456789abcdef".repeat(2)), "a b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "d41d8cd98f00b204e9800998ecf8427e", "d41d8cd98f00b204e9800998ecf8427e  "})
  void otherLinesAreRefusedWithTheirNumber(String line) {
    assertThatThrownBy(() -> ChecksumFile.parse("# fine\n" + line + "\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 2");
  }

  @Test
  void unknownEscapeIsRefused() {
    assertThatThrownBy(() -> ChecksumFile.parse("\\d41d8cd98f00b204e9800998ecf8427e  a\\tb\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("escape");
  }

  private List<ChecksumFile.Line> expected(String tool) throws Exception {
    List<ChecksumFile.Line> lines = new ArrayList<>();
    for (String name : NAMES) {
      FileDigests digests = FileDigester.digest(folder.resolve(name), ChunkSizes.DEFAULT);
      Digest digest = tool.equals("md5sum") ? digests.md5() : digests.sha256();
      lines.add(new ChecksumFile.Line(digest, name));
    }
    return lines;
  }

  /** Without further arguments or with a style: the checksums of all files in their order. */
  private String run(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(words));
    if (!command.contains("--check")) {
      command.add("--");
      command.addAll(NAMES);
    }
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out;
  }
}
