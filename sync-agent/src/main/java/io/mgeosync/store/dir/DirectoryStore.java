package io.mgeosync.store.dir;

import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.store.ByteRange;
import io.mgeosync.store.Content;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.Precondition;
import io.mgeosync.store.Store;
import io.mgeosync.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A directory as a store, usually an NFS mount. The tree in it is the tree of the keys, so that it
 * can be read with any tool; names that begin with {@code .mgeo-sync-} are this class's own.
 *
 * <p>No call outlives its deadline although the mount may hang for ever (see {@link MountCalls}).
 * Symbolic links inside the directory are never followed. An empty directory on which nothing is
 * mounted counts as a missing mount for a reader, and as a new store for a publisher unless fstab
 * wants a mount there.
 */
public final class DirectoryStore implements Store {
  private final StoreRoot root;
  private final String location;
  private final MountCalls calls;
  private final DirectoryReads reads;
  private final DirectoryWrites writes;

  private DirectoryStore(StoreRoot root, Duration deadline) {
    this.root = root;
    this.location = url(root.path());
    this.calls = new MountCalls(location, deadline);
    this.reads = new DirectoryReads(root, location);
    this.writes = new DirectoryWrites(root, calls, location);
  }

  /**
   * For nodes: an empty directory is refused.
   *
   * @param deadline of one file system call
   */
  public static DirectoryStore forReading(Path directory, Duration deadline) {
    return new DirectoryStore(new StoreRoot(directory, MountTable.ofSystem(), false), deadline);
  }

  /**
   * For publishers: an empty directory may be the beginning of a store. It must exist.
   *
   * @param deadline of one file system call
   */
  public static DirectoryStore forPublishing(Path directory, Duration deadline) {
    return new DirectoryStore(new StoreRoot(directory, MountTable.ofSystem(), true), deadline);
  }

  static DirectoryStore over(StoreRoot root, Duration deadline) {
    return new DirectoryStore(root, deadline);
  }

  @Override
  public Optional<StoredObject> find(ObjectKey key) {
    return run(key, () -> reads.find(key));
  }

  @Override
  public List<StoredObject> list(ObjectKey folder) {
    return run(folder, () -> reads.list(folder));
  }

  @Override
  public InputStream open(StoredObject object, ByteRange range) {
    FileChannel channel = run(object.key(), () -> reads.open(object));
    return DirectoryReads.stream(channel, range, calls, pathOf(object.key()));
  }

  @Override
  public StoredObject put(ObjectKey key, Content content, Precondition precondition) {
    try {
      return writes.put(key, content, precondition);
    } catch (IOException e) {
      throw MountFailures.explain(pathOf(key), e);
    }
  }

  private <T> T run(ObjectKey key, MountCalls.Call<T> call) {
    try {
      return calls.run(call);
    } catch (IOException e) {
      throw MountFailures.explain(pathOf(key), e);
    }
  }

  private Path pathOf(ObjectKey key) {
    return root.path().resolve(key.value());
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  public Set<Capability> lacking() {
    return Set.of();
  }

  /** Read: a file of the right bytes stays the very file that services may have mapped. */
  @Override
  public boolean holds(StoredObject object, Digest sha256) {
    if (object.size() == 0) {
      return sha256.equals(Digest.sha256Of(new byte[0]));
    }
    try (InputStream in = open(object, new ByteRange(0, object.size()))) {
      return DigestUtils.sha256Hex(in).equals(sha256.hex());
    } catch (IOException e) {
      throw MountFailures.explain(pathOf(object.key()), e);
    }
  }

  @Override
  public String location() {
    return location;
  }

  /** Made of the name alone: {@code Path.toUri()} asks the file system, which may hang. */
  private static String url(Path directory) {
    try {
      return new URI("file", "", directory.toString(), null).toString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("no directory for a store: " + directory, e);
    }
  }

  @Override
  public void close() {
    calls.close();
  }
}
