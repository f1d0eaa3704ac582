package io.mgeosync.store.dir;

import io.mgeosync.manifest.TemporaryNames;
import io.mgeosync.store.ByteRange;
import io.mgeosync.store.ExactInputStream;
import io.mgeosync.store.Listing;
import io.mgeosync.store.ObjectChangedException;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.ObjectMissingException;
import io.mgeosync.store.StoreException;
import io.mgeosync.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Finding, listing and opening; every method runs inside a deadline. */
final class DirectoryReads {
  private final StoreRoot root;
  private final String location;

  DirectoryReads(StoreRoot root, String location) {
    this.root = root;
    this.location = location;
  }

  Optional<StoredObject> find(ObjectKey key) throws IOException {
    Optional<StoredObject> found = stat(key, root.resolve(key));
    if (found.isEmpty()) {
      root.requirePresent();
    }
    return found;
  }

  private static boolean isTemporary(Path file) {
    return file.getFileName().toString().startsWith(TemporaryNames.OF_A_STORE);
  }

  /** Empty when there is nothing, or no regular file. */
  static Optional<StoredObject> stat(ObjectKey key, Path path) throws IOException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return attributes.isRegularFile() ? Optional.of(object(key, attributes)) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (FileSystemException e) {
      if (isBelowAFile(path, e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Java has no exception of its own for ENOTDIR outside directory listings. */
  private static boolean isBelowAFile(Path path, FileSystemException e) {
    Path parent = path.getParent();
    return !(e instanceof NotDirectoryException)
        && parent != null
        && "Not a directory".equals(e.getReason());
  }

  private static StoredObject object(ObjectKey key, BasicFileAttributes attributes) {
    long modified = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    String tag = attributes.fileKey() + "-" + attributes.size() + "-" + modified;
    return new StoredObject(key, attributes.size(), tag);
  }

  List<StoredObject> list(ObjectKey folder) throws IOException {
    Path start = root.resolve(folder);
    Listing found = new Listing(folder, location);
    if (Files.isDirectory(start, LinkOption.NOFOLLOW_LINKS)) {
      Files.walkFileTree(start, new Collector(found));
    } else {
      root.requirePresent();
    }
    return found.sorted();
  }

  /** Pins by looking at the name after the file is open: what it says then was opened. */
  FileChannel open(StoredObject object) throws IOException {
    Path path = root.resolve(object.key());
    try {
      FileChannel channel =
          FileChannel.open(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
      requireSame(object, path, channel);
      return channel;
    } catch (NoSuchFileException e) {
      root.requirePresent();
      throw new ObjectMissingException(object.key(), location);
    }
  }

  private void requireSame(StoredObject object, Path path, FileChannel channel) throws IOException {
    try {
      if (!stat(object.key(), path).equals(Optional.of(object))) {
        throw new ObjectChangedException(object.key(), location);
      }
    } catch (IOException | StoreException e) {
      channel.close();
      throw e;
    }
  }

  static InputStream stream(FileChannel channel, ByteRange range, MountCalls calls, Path path) {
    return new ExactInputStream(
        new ChannelInputStream(channel, range, calls, path), range.length(), path.toString());
  }

  private final class Collector extends SimpleFileVisitor<Path> {
    private final Listing found;

    Collector(Listing found) {
      this.found = found;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (attributes.isRegularFile() && !isTemporary(file)) {
        found.add(object(root.keyOf(file), attributes));
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
