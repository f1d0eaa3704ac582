package io.mgeosync.store.dir;

import io.mgeosync.disk.Modes;
import io.mgeosync.manifest.TemporaryNames;
import io.mgeosync.store.Content;
import io.mgeosync.store.ContentUnreadableException;
import io.mgeosync.store.ExactInputStream;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.Precondition;
import io.mgeosync.store.PreconditionFailedException;
import io.mgeosync.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes a temporary file beside the object, makes it durable, and lets one atomic step show it:
 * rename(2), or link(2) where nothing may be there yet. Each step has its own deadline, so that a
 * large object may take long as long as the mount keeps answering.
 */
final class DirectoryWrites {
  private static final String TEMPORARY = TemporaryNames.OF_A_STORE + "tmp-";
  private static final String LOCK = TemporaryNames.OF_A_STORE + "lock";
  private static final int BUFFER = 1 << 20;
  private static final long SYNC_EVERY = 64L << 20;

  /** File locks are held by the whole process, so its own threads need one more. */
  private static final ReentrantLock OWN = new ReentrantLock();

  private final StoreRoot root;
  private final MountCalls calls;
  private final String location;

  DirectoryWrites(StoreRoot root, MountCalls calls, String location) {
    this.root = root;
    this.calls = calls;
    this.location = location;
  }

  StoredObject put(ObjectKey key, Content content, Precondition precondition) throws IOException {
    Path target = calls.run(() -> prepare(key));
    Path folder = target.resolveSibling(".");
    Path temporary = target.resolveSibling(TEMPORARY + UUID.randomUUID());
    try {
      writeTemporary(temporary, content);
      return calls.run(() -> show(key, temporary, target, precondition, folder.normalize()));
    } finally {
      calls.run(() -> Files.deleteIfExists(temporary));
    }
  }

  private Path prepare(ObjectKey key) throws IOException {
    root.requirePresent();
    Path target = root.resolve(key);
    Files.createDirectories(target.resolveSibling(".").normalize(), Modes.newFolder());
    return target;
  }

  private void writeTemporary(Path temporary, Content content) throws IOException {
    FileChannel channel =
        calls.run(
            () ->
                FileChannel.open(
                    temporary,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    Modes.newFile()));
    try {
      copy(content, channel);
      force(channel);
    } finally {
      close(channel);
    }
  }

  private void copy(Content content, FileChannel channel) throws IOException {
    try (InputStream in =
        new ExactInputStream(open(content), content.size(), "what is to be published")) {
      long unsynced = 0;
      byte[] buffer = new byte[BUFFER];
      for (int got = read(in, buffer); got > 0; got = read(in, buffer)) {
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, got);
        calls.run(() -> writeFully(channel, bytes));
        unsynced += got;
        if (unsynced >= SYNC_EVERY) {
          force(channel);
          unsynced = 0;
        }
      }
    }
  }

  private static InputStream open(Content content) {
    try {
      return content.opener().open();
    } catch (IOException e) {
      throw new ContentUnreadableException(e);
    }
  }

  private static int read(InputStream in, byte[] buffer) {
    try {
      return in.readNBytes(buffer, 0, buffer.length);
    } catch (IOException e) {
      throw new ContentUnreadableException(e);
    }
  }

  private static int writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    int written = 0;
    while (bytes.hasRemaining()) {
      written += channel.write(bytes);
    }
    return written;
  }

  private void force(FileChannel channel) throws IOException {
    calls.run(
        () -> {
          channel.force(true);
          return channel;
        });
  }

  private void close(FileChannel channel) throws IOException {
    calls.run(
        () -> {
          channel.close();
          return channel;
        });
  }

  private StoredObject show(
      ObjectKey key, Path temporary, Path target, Precondition precondition, Path folder)
      throws IOException {
    switch (precondition) {
      case Precondition.None() -> Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      case Precondition.Absent() -> link(key, temporary, target);
      case Precondition.Unchanged(StoredObject expected) ->
          replaceObject(expected, temporary, target);
    }
    sync(folder);
    return DirectoryReads.stat(key, target)
        .orElseThrow(() -> new PreconditionFailedException(key, location));
  }

  /** The only step that puts a name where none is, and fails where one is, also over NFS. */
  private void link(ObjectKey key, Path temporary, Path target) throws IOException {
    try {
      Files.createLink(target, temporary);
    } catch (FileAlreadyExistsException e) {
      throw new PreconditionFailedException(key, location);
    }
    Files.delete(temporary);
  }

  /** Check and rename under a lock file, which every writer of ours takes; NFSv4 carries it. */
  private void replaceObject(StoredObject expected, Path temporary, Path target)
      throws IOException {
    OWN.lock();
    try (FileChannel lock = Modes.openSharedLock(root.path().resolve(LOCK))) {
      lock.lock();
      Optional<StoredObject> now = DirectoryReads.stat(expected.key(), target);
      if (!now.equals(Optional.of(expected))) {
        throw new PreconditionFailedException(expected.key(), location);
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      OWN.unlock();
    }
  }

  private static void sync(Path folder) throws IOException {
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }
}
