package io.mgeosync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.activate.ActiveRelease;
import io.mgeosync.disk.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever somebody does to {@code current}, it names the active release again, and is told. */
@Timeout(60)
final class LinkWatchTest {
  @TempDir Path folder;
  private Rig rig;
  private Path current;
  private Path right;
  private FileTime made;

  @BeforeEach
  void serve() throws IOException {
    rig = Rig.in(folder);
    rig.serving("v1", 1);
    current = rig.layout.current();
    right = Files.readSymbolicLink(current);
    made = Files.getLastModifiedTime(current, LinkOption.NOFOLLOW_LINKS);
  }

  private ActiveRelease active() {
    return rig.node.state().active().orElseThrow();
  }

  private void replaceBy(Path target) throws IOException {
    Files.delete(current);
    Files.createSymbolicLink(current, target);
  }

  /** The mending has a thread of its own; what it found is told once it has ended. */
  private void assertMended() throws IOException {
    await(
        "current is not mended",
        () -> {
          rig.watch.look();
          return Files.isSymbolicLink(current) && Files.readSymbolicLink(current).equals(right);
        });
    rig.watch.look();
    assertThat(rig.closedBy()).isEmpty();
    assertThat(active().linkProblem()).isEmpty();
  }

  private void assertLedTo(Path elsewhere) throws IOException {
    await(
        "it is told that current led to " + elsewhere,
        () -> active().elsewhere().equals(Optional.of(elsewhere)));
  }

  private interface Sight {
    boolean isSeen() throws IOException;
  }

  private static void await(String what, Sight sight) throws IOException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!sight.isSeen()) {
      assertThat(System.nanoTime()).as(what).isLessThan(until);
      Thread.onSpinWait();
    }
  }

  @Test
  void aLinkThatIsGoneIsMadeAgain() throws IOException {
    Files.delete(current);
    assertMended();
    assertThat(active().elsewhere()).isEmpty();
  }

  @Test
  void aDanglingLinkIsPutRight() throws IOException {
    replaceBy(Path.of("releases/v9-999999999999"));
    assertMended();
  }

  @Test
  void theRightFolderByAnotherPathIsNamedAsItMustBe() throws IOException {
    replaceBy(current.resolveSibling(right).toAbsolutePath());
    assertMended();
    assertThat(active().elsewhere()).isEmpty();
  }

  @Test
  void whereItLedToOtherFilesIsRememberedForTheWitnesses() throws IOException {
    Path other = Files.createDirectories(folder.resolve("backup").resolve(right)).toRealPath();
    replaceBy(other);
    assertMended();
    assertLedTo(other);
  }

  @Test
  void aFolderInItsPlaceIsMovedAside() throws IOException {
    Files.delete(current);
    Files.createDirectory(current);
    Files.writeString(current.resolve("model.bin"), "somebody's");
    assertMended();
    Path aside = current.resolveSibling("current.set-aside");
    assertThat(aside.resolve("model.bin")).hasContent("somebody's");
    assertLedTo(aside);
    Files.delete(current);
    Files.writeString(current, "a file");
    assertMended();
    assertThat(current.resolveSibling("current.set-aside-2")).hasContent("a file");
  }

  /** Or a service that loads at its start only would be older than its release. */
  @Test
  void mendingIsNoActivation() throws IOException {
    Files.delete(current);
    assertMended();
    await("it has the time of its activation", () -> linkTime() == made.toMillis());
    assertThat(active().linkedAt().toEpochMilli()).isEqualTo(made.toMillis());
  }

  private long linkTime() throws IOException {
    return Files.getLastModifiedTime(current, LinkOption.NOFOLLOW_LINKS).toMillis();
  }

  @Test
  void aCycleMendsItBeforeItSaysThatAllIsWell() throws IOException {
    replaceBy(Path.of("/"));
    assertThat(rig.node.runCycle().sentence()).contains("is desired, active and intact");
    assertThat(Files.readSymbolicLink(current)).isEqualTo(right);
  }

  @Test
  void aReleaseWhoseModesWereChangedIsSealedAgainAndStaysProven() throws IOException {
    Path file = active().folder().resolve("manifest.json");
    DurableFiles.makeFoldersWritable(active().folder());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("-w-rw-rw-"));
    rig.watch.look();
    assertThat(rig.closedBy()).isEmpty();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("r--r--r--");
  }

  @Test
  void afterAStartTheLastActivationIsTakenUpThoughTheLinkIsAway() throws IOException {
    Files.delete(current);
    Rig restarted = rig.restarted();
    assertThat(restarted.node.resume()).isTrue();
    assertThat(Files.readSymbolicLink(current)).isEqualTo(right);
    assertThat(restarted.node.state().active()).isPresent();
  }
}
