package io.mgeosync.manifest.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkerTest {
  private static final ChunkSizes SIZES = new ChunkSizes(1024, 4096, 16384);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1023, 1024, 4097, 65_536, 1 << 20})
  void cutsDependOnTheBytesAlone(int buffer) {
    byte[] bytes = random(1 << 20, 1);

    assertThat(chunks(bytes, buffer)).isEqualTo(chunks(bytes, bytes.length));
  }

  @Test
  void everyChunkButTheLastKeepsTheBounds() {
    List<Integer> sizes = chunks(random(4 << 20, 2), 8192).stream().map(Chunk::size).toList();

    assertThat(sizes.subList(0, sizes.size() - 1)).allMatch(size -> size > 1024 && size <= 16384);
    assertThat(sizes.stream().mapToInt(Integer::intValue).average().orElseThrow())
        .isBetween(3_500.0, 6_000.0);
  }

  @Test
  void bytesThatNeverMatchAreCutAtTheMaximum() {
    assertThat(chunks(new byte[40_000], 999)).extracting(Chunk::size).contains(16384);
  }

  @Test
  void insertionAtTheHeadChangesOnlyTheFirstChunks() {
    byte[] bytes = random(8 << 20, 3);
    var moved = new ByteArrayOutputStream();
    moved.writeBytes(random(1024, 4));
    moved.writeBytes(bytes);

    Set<Digest> known = digests(chunks(bytes, 65_536));
    List<Chunk> after = chunks(moved.toByteArray(), 65_536);

    assertThat(known).hasSizeGreaterThan(1000);
    assertThat(after.stream().filter(chunk -> !known.contains(chunk.sha256()))).hasSizeLessThan(6);
  }

  @Test
  void emptyFileHasNoChunks() throws Exception {
    FileDigests digests = FileDigester.digest(file(new byte[0]), SIZES);

    assertThat(digests.size()).isZero();
    assertThat(digests.chunks()).isEmpty();
    assertThat(digests.md5().hex()).isEqualTo("d41d8cd98f00b204e9800998ecf8427e");
  }

  @Test
  void fileShorterThanTheMinimumIsOneChunk() throws Exception {
    FileDigests digests = FileDigester.digest(file(new byte[] {1, 2, 3}), SIZES);

    assertThat(digests.chunks()).containsExactly(new Chunk(digests.sha256(), 3));
  }

  /** Another implementation that gets these has the same table, masks and bounds. */
  @Test
  void cutsAreFixedForEver() {
    byte[] bytes = new byte[100_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ((long) i * i % 251);
    }
    byte[] text = new byte[100_000];
    long state = 1;
    for (int i = 0; i < text.length; i++) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      text[i] = (byte) (state >>> 56);
    }

    assertThat(chunks(bytes, 4096))
        .extracting(Chunk::size)
        .startsWith(16384, 16384, 16384, 16384, 16384, 16384);
    assertThat(chunks(text, 4096))
        .extracting(Chunk::size)
        .startsWith(10188, 3593, 3084, 4399, 2014, 4183, 5154, 1717);
  }

  @Test
  void linkIsNotFollowed() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), file(new byte[] {1}));

    assertThatThrownBy(() -> FileDigester.digest(link, SIZES)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"63,256,1024", "64,250,1024", "512,256,1024", "64,256,128"})
  void sizesThatMakeNoSenseAreRefused(String sizes) {
    int[] parts = Arrays.stream(sizes.split(",")).mapToInt(Integer::parseInt).toArray();

    assertThatThrownBy(() -> new ChunkSizes(parts[0], parts[1], parts[2]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Chunk> chunks(byte[] bytes, int buffer) {
    var digester = new FileDigester(SIZES);
    for (int from = 0; from < bytes.length; from += buffer) {
      digester.update(bytes, from, Math.min(bytes.length, from + buffer));
    }
    return new ArrayList<>(digester.finish().chunks());
  }

  private static Set<Digest> digests(List<Chunk> chunks) {
    return new HashSet<>(chunks.stream().map(Chunk::sha256).toList());
  }

  private static byte[] random(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private Path file(byte[] bytes) throws Exception {
    return Files.write(folder.resolve("file"), bytes);
  }
}
