package io.mgeosync.fetch;

import io.mgeosync.disk.DiskFailures;
import io.mgeosync.disk.FileStamp;
import io.mgeosync.disk.Modes;
import io.mgeosync.manifest.FileEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One file in staging, written in any order by several threads. It is open only while it is
 * incomplete; with its last chunk it is synced, made read-only and entered into the evidence.
 */
final class StagedFile implements AutoCloseable {
  /** Opens a file for reading and writing, made as long as it will be. */
  @FunctionalInterface
  interface Opener {
    FileChannel open(Path file, long size) throws IOException;
  }

  private final FileEntry entry;
  private final Path path;
  private final Opener opener;
  private final ProvenFiles evidence;
  private int missing;
  private @Nullable FileChannel channel;

  StagedFile(FileEntry entry, Path path, Opener opener, ProvenFiles evidence) {
    this.entry = entry;
    this.path = path;
    this.opener = opener;
    this.evidence = evidence;
    this.missing = entry.digests().chunks().size();
  }

  /** Whether an earlier, interrupted fetch left something here. */
  boolean begun() {
    return Files.exists(path);
  }

  /** Completes a file that has no chunk at all. */
  void completeIfEmpty() {
    if (missing == 0) {
      try {
        channel();
        seal();
      } catch (IOException e) {
        throw DiskFailures.explain(path, e);
      }
    }
  }

  /** Writes all of {@code bytes} at {@code offset}. */
  void writeBytes(ByteBuffer bytes, long offset) {
    try {
      FileChannel open = channel();
      long at = offset;
      while (bytes.hasRemaining()) {
        at += open.write(bytes, at);
      }
    } catch (IOException e) {
      throw DiskFailures.explain(path, e);
    }
  }

  /** Fewer bytes than there is room for only at the end of the file. */
  int read(ByteBuffer into, long offset) throws IOException {
    return channel().read(into, offset);
  }

  /** One more chunk lies here and was proven; each chunk is told once. */
  synchronized void countProvenChunk() {
    missing--;
    if (missing == 0) {
      try {
        seal();
      } catch (IOException e) {
        throw DiskFailures.explain(path, e);
      }
    }
  }

  private synchronized void seal() throws IOException {
    channel().force(true);
    close();
    Modes.sealFile(path);
    evidence.add(entry.path(), FileStamp.of(path));
  }

  private synchronized FileChannel channel() throws IOException {
    if (channel == null) {
      if (begun()) {
        Modes.openFile(path);
      }
      channel = opener.open(path, entry.size());
    }
    return channel;
  }

  @Override
  public synchronized void close() {
    try {
      if (channel != null) {
        channel.close();
        channel = null;
      }
    } catch (IOException e) {
      throw DiskFailures.explain(path, e);
    }
  }
}
