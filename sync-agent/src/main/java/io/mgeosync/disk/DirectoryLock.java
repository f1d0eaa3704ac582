package io.mgeosync.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to change a bundle's directory: one holder at a time, among processes and inside this
 * one. The kernel lets go of it when the process ends, however it ends.
 */
public final class DirectoryLock implements AutoCloseable {
  /**
   * What this JVM holds. It is asked before the file is opened: a POSIX lock is lost as soon as its
   * process closes any other descriptor of that file.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel channel;

  private DirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Creates the bundle's directory if it is not there, and locks it.
   *
   * @throws DirectoryBusyException when another process holds it
   * @throws StateUnusableException when the directory cannot be made or written, or another user of
   *     this machine could change it
   */
  public static DirectoryLock acquire(NodeLayout layout) {
    var ownership = StateOwnership.ofThisProcess();
    ownership.require(layout);
    DurableFiles.createDirectories(layout.root());
    ownership.require(layout);
    try {
      return acquire(layout.root().toRealPath(), layout.lock());
    } catch (IOException e) {
      throw DiskFailures.explain(layout.lock(), e);
    }
  }

  private static DirectoryLock acquire(Path directory, Path file) throws IOException {
    if (!HELD.add(directory)) {
      throw new DirectoryBusyException(directory, OptionalLong.of(ProcessHandle.current().pid()));
    }
    try {
      return new DirectoryLock(directory, lock(directory, file));
    } catch (IOException | RuntimeException e) {
      HELD.remove(directory);
      throw e;
    }
  }

  private static FileChannel lock(Path directory, Path file) throws IOException {
    FileChannel channel = Modes.openPrivate(file);
    try {
      if (channel.tryLock() == null) {
        throw new DirectoryBusyException(directory, readPid(file));
      }
      byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
      channel.truncate(0).write(ByteBuffer.wrap(pid), 0);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static OptionalLong readPid(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
    return text.matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw DiskFailures.explain(directory, e);
    } finally {
      HELD.remove(directory);
    }
  }
}
