package io.mgeosync.disk;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real file system in memory; whoever asks for it is skipped where mounting is not permitted. */
public final class MemoryDisk implements AutoCloseable {
  private final Path root;

  private MemoryDisk(Path root) {
    this.root = root;
  }

  /** Mounts it at a new folder, with options of mount(8). */
  public static MemoryDisk mount(Path folder, String options) throws IOException {
    Path point = Files.createDirectory(folder);
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "mode=0755," + options, "tmpfs", point.toString()),
        "this user may not mount");
    return new MemoryDisk(point);
  }

  public Path root() {
    return root;
  }

  /** Takes all the room but so many bytes. */
  public void leave(long bytes) throws IOException {
    Path ballast = root.resolve("ballast");
    long had = Files.exists(ballast) ? Files.size(ballast) : 0;
    long size = Math.max(0, had + DiskFailures.freeBytes(root) - bytes);
    try (var file = new RandomAccessFile(ballast.toFile(), "rw")) {
      file.setLength(Math.min(had, size));
      byte[] some = new byte[4096];
      for (long at = file.length(); at < size; at += some.length) {
        file.seek(at);
        file.write(some, 0, (int) Math.min(some.length, size - at));
      }
    }
  }

  /** Gives back all that was taken. */
  public void empty() throws IOException {
    Files.deleteIfExists(root.resolve("ballast"));
  }

  @Override
  public void close() throws IOException {
    if (!run("umount", root.toString())) {
      throw new IOException(root + " is still in use");
    }
  }

  private static boolean run(String... command) {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
