package io.mgeosync.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeTest {
  private static final int INSERTED = 1024;

  @TempDir Path scratch;

  private final Tree tree = new Tree(0.001);

  @Test
  void theInsertionIsAtTheHeadOfTheLargestFileAndNowhereElse() throws IOException {
    tree.writeBig(scratch.resolve("a"));
    tree.writeBigWithInsertion(scratch.resolve("b"));

    byte[] before = Files.readAllBytes(scratch.resolve("a/weights.bin"));
    byte[] after = Files.readAllBytes(scratch.resolve("b/weights.bin"));
    assertThat(Arrays.copyOfRange(after, INSERTED, after.length)).isEqualTo(before);
    TreeDigest first = TreeDigest.of(scratch.resolve("a"));
    assertThat(first.difference(TreeDigest.of(scratch.resolve("b")))).isEqualTo("weights.bin");
    assertThat(first.files()).hasSize(62);
  }

  @Test
  void whatPublishingAddsIsNoDifferenceButALostFileIs() throws IOException {
    tree.writeMany(scratch.resolve("a"));
    tree.writeMany(scratch.resolve("b"));
    TreeDigest published = TreeDigest.of(scratch.resolve("a"));
    Files.writeString(scratch.resolve("b/SHA256SUMS"), "…");
    Path link = Files.createSymbolicLink(scratch.resolve("current"), scratch.resolve("b"));

    assertThat(published.difference(TreeDigest.of(link))).isEmpty();

    Files.delete(scratch.resolve("b/shard-000/part-00003.bin"));
    assertThat(published.difference(TreeDigest.of(link))).isEqualTo("shard-000/part-00003.bin");
  }
}
