package io.mgeosync.store.dir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mgeosync.manifest.Refusal.Kind;
import io.mgeosync.store.ByteRange;
import io.mgeosync.store.Content;
import io.mgeosync.store.ObjectChangedException;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.Precondition;
import io.mgeosync.store.StoreException;
import io.mgeosync.store.StoreUnavailableException;
import io.mgeosync.store.StoredObject;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DirectoryStoreTest {
  private static final ObjectKey KEY = new ObjectKey("model/v1/x");
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  @TempDir private Path temporary;
  private Path root = Path.of("/nonexistent");
  private Path mounts = Path.of("/nonexistent");
  private Path fstab = Path.of("/nonexistent");

  @BeforeEach
  void prepare() throws IOException {
    root = Files.createDirectory(temporary.resolve("models"));
    mounts = Files.createFile(temporary.resolve("mounts"));
    fstab = Files.createFile(temporary.resolve("fstab"));
  }

  private DirectoryStore store(boolean mayBeEmpty) {
    return DirectoryStore.over(
        new StoreRoot(root, new MountTable(mounts, fstab), mayBeEmpty), DEADLINE);
  }

  private static StoredObject put(DirectoryStore store, String text) {
    return store.put(KEY, Content.of(text.getBytes(UTF_8)), new Precondition.None());
  }

  /** A lock for reading, which is all that a reader may take, keeps every writer out. */
  @Test
  void whoMayNotWriteTheWritersLockMayNotReadIt() throws IOException {
    try (DirectoryStore store = store(true)) {
      StoredObject first = put(store, "one");
      var content = Content.of("two".getBytes(UTF_8));
      Path lock = root.resolve(".mgeo-sync-lock");
      Files.createFile(lock);
      Files.setPosixFilePermissions(lock, PosixFilePermissions.fromString("rw-rw-r--"));
      store.put(KEY, content, new Precondition.Unchanged(first));
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(lock)))
          .isEqualTo("rw-rw----");
    }
  }

  @Test
  void anEmptyDirectoryIsAMissingMountForAReader() {
    try (DirectoryStore store = store(false)) {
      assertThatExceptionOfType(StoreUnavailableException.class)
          .isThrownBy(() -> store.find(KEY))
          .withMessageContaining("mount " + root);
      assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> store.list(KEY));
    }
  }

  @Test
  void anEmptyDirectoryThatIsMountedIsAnEmptyStore() throws IOException {
    Files.writeString(mounts, "nas:/models " + root + " nfs4 rw 0 0\n");
    try (DirectoryStore store = store(false)) {
      assertThat(store.find(KEY)).isEmpty();
    }
  }

  @Test
  void aPublisherFillsAnEmptyDirectory() {
    try (DirectoryStore store = store(true)) {
      assertThat(store.find(KEY)).isEmpty();
      assertThat(put(store, "x").size()).isEqualTo(1);
    }
  }

  @Test
  void aPublisherDoesNotWriteWhereFstabWantsAMount() throws IOException {
    Files.writeString(fstab, "# models\nnas:/models " + root + " nfs4 rw 0 0\n");
    try (DirectoryStore store = store(true)) {
      assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> put(store, "x"));
      assertThat(root).isEmptyDirectory();
    }
  }

  @Test
  void aMissingDirectoryIsMissingAndAFileIsAMistake() throws IOException {
    Files.delete(root);
    try (DirectoryStore store = store(true)) {
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> store.find(KEY))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.MISSING))
          .withMessageContaining("does not exist");
      Files.createFile(root);
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> store.find(KEY))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.CONFIGURATION));
    }
  }

  @Test
  void symbolicLinksAreNotFollowedAnywhere() throws IOException {
    Path outside = Files.createDirectories(temporary.resolve("outside/v1"));
    Files.writeString(outside.resolve("x"), "secret");
    Files.createSymbolicLink(root.resolve("model"), outside.getParent());
    try (DirectoryStore store = store(true)) {
      for (Runnable call :
          new Runnable[] {
            () -> store.find(KEY), () -> put(store, "y"), () -> store.list(new ObjectKey("model"))
          }) {
        assertThatExceptionOfType(StoreException.class)
            .isThrownBy(call::run)
            .withMessageContaining("symbolic link");
      }
    }
    assertThat(outside.resolve("x")).hasContent("secret");
  }

  @Test
  void aLinkAmongTheFilesIsNotListed() throws IOException {
    try (DirectoryStore store = store(true)) {
      StoredObject real = put(store, "x");
      Files.createSymbolicLink(root.resolve("model/v1/link"), root.resolve("model/v1/x"));
      assertThat(store.list(new ObjectKey("model"))).containsExactly(real);
    }
  }

  @Test
  void aFileThatWasEditedInPlaceIsNoticed() throws IOException {
    try (DirectoryStore store = store(true)) {
      StoredObject object = put(store, "0123456789");
      Files.writeString(root.resolve("model/v1/x"), "longer than before");
      assertThatExceptionOfType(ObjectChangedException.class)
          .isThrownBy(() -> store.open(object, new ByteRange(0, 5)));
    }
  }

  @Test
  void aCrashedWritersLeftoverIsNoObject() throws IOException {
    try (DirectoryStore store = store(true)) {
      StoredObject real = put(store, "x");
      Files.createFile(root.resolve("model/v1/.mgeo-sync-tmp-1"));
      assertThat(store.list(new ObjectKey("model"))).containsExactly(real);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Stale file handle, UNAVAILABLE, ESTALE",
    "Input/output error, UNAVAILABLE, EIO",
    "No space left on device, NO_SPACE, df -h",
    "Disk quota exceeded, NO_SPACE, full",
    "Read-only file system, DENIED, read-only",
    "Permission denied, DENIED, EACCES",
    "Something else, UNAVAILABLE, findmnt"
  })
  void theErrorsOfAMountAreToldApart(String text, Kind kind, String word) {
    Path path = Path.of("/mnt/models/x");
    for (IOException failure :
        new IOException[] {
          new FileSystemException("/mnt/models/x", null, text), new IOException(text)
        }) {
      assertThat(MountFailures.explain(path, failure))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(kind))
          .hasMessageContaining(word);
    }
  }

  @Test
  void aForbiddenFileIsDenied() {
    assertThat(MountFailures.explain(Path.of("/mnt/x"), new AccessDeniedException("/mnt/x")))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.DENIED))
        .hasMessageContaining("namei -l");
  }
}
