package io.mgeosync.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mgeosync.disk.linux.UncachedFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SweepTest {
  private static final int SIZE = (3 << 20) + 12_345;

  @TempDir Path folder;
  private final byte[] content = new byte[SIZE];

  private Path file() throws IOException {
    new Random(1).nextBytes(content);
    return Files.write(folder.resolve("file"), content);
  }

  private static byte[] read(Path file, int from, int length, int step, boolean uncached)
      throws IOException {
    var read = new ByteArrayOutputStream();
    try (Sweep sweep = new Sweep(file, from, length, uncached)) {
      while (read.size() < length) {
        ByteBuffer bytes = sweep.read(Math.min(step, length - read.size()));
        if (!bytes.hasRemaining()) {
          break;
        }
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        read.writeBytes(copy);
      }
    }
    return read.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anyPartIsReadInAnySteps(boolean uncached) throws IOException {
    Path file = file();
    int[] offsets = {0, 1, 4095, 4096, 4097, 1 << 20, (1 << 20) + 1, SIZE - 4097, SIZE - 1};
    for (int from : offsets) {
      for (int length : new int[] {1, 4096, 5000, (1 << 20) + 3, SIZE}) {
        int end = Math.min(from + length, SIZE);
        byte[] expected = Arrays.copyOfRange(content, from, end);
        assertThat(read(file, from, length, 70_001, uncached))
            .as("%d from %d", length, from)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void whatWasJustWrittenIsReadThoughItIsNotOnTheDiskYet() throws IOException {
    Path file = file();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {9, 9, 9}), 5000);
      assertThat(read(file, 5000, 3, 3, true)).containsExactly(9, 9, 9);
    }
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), file());
    assertThatIOException().isThrownBy(() -> read(link, 0, 1, 1, true));
    assertThat(UncachedFile.open(link)).isEmpty();
  }

  @Test
  void anInterruptEndsIt() throws IOException {
    Path file = file();
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(ClosedByInterruptException.class)
        .isThrownBy(() -> read(file, 0, 1, 1, true));
    assertThat(Thread.interrupted()).isTrue();
  }

  /** Asks fincore(1) of util-linux, which asks mincore(2). */
  @Test
  void anUncachedSweepLeavesNothingInThePageCacheAndABufferedOneDoes() throws Exception {
    Path file = file();
    evict(file);
    assumeTrue(cached(file) == 0, "this file system keeps it in memory");
    assumeTrue(UncachedFile.open(file).isPresent(), "this file system only reads through memory");
    assertThat(read(file, 0, SIZE, SIZE, true)).isEqualTo(content);
    assertThat(cached(file)).isZero();
    assertThat(read(file, 0, SIZE, SIZE, false)).isEqualTo(content);
    assertThat(cached(file)).isGreaterThanOrEqualTo(SIZE);
    read(file, 0, SIZE, SIZE, true);
    assertThat(cached(file)).as("what was there stays there").isGreaterThanOrEqualTo(SIZE);
  }

  private static void evict(Path file) throws Exception {
    run("sync", file.toString());
    run("dd", "if=" + file, "iflag=nocache", "count=0", "status=none");
  }

  private static long cached(Path file) throws Exception {
    return Long.parseLong(run("fincore", "--noheadings", "--bytes", "-o", "RES", file.toString()));
  }

  private static String run(String... command) throws Exception {
    try {
      Process process = new ProcessBuilder(command).start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      assumeTrue(process.waitFor() == 0, command[0] + " cannot do that here");
      return output;
    } catch (IOException e) {
      assumeTrue(false, command[0] + " is not here");
      throw e;
    }
  }
}
