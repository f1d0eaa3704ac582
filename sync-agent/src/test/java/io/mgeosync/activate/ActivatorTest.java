package io.mgeosync.activate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mgeosync.disk.DurableFiles;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.disk.StateUnusableException;
import io.mgeosync.fetch.TestBundle;
import io.mgeosync.verify.VerifiedBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ActivatorTest {
  @TempDir Path folder;
  private TestNode node;
  private TestBundle first;
  private TestBundle second;

  @BeforeEach
  void bundles() throws IOException {
    node = TestNode.in(folder.resolve("state"));
    first = TestBundle.typical(folder.resolve("v1"), "v1", 1);
    second = TestBundle.typical(folder.resolve("v2"), "v2", 2);
  }

  private Path current() {
    return node.layout().current();
  }

  @Test
  void currentNamesTheReleaseByARelativeLink() throws IOException {
    ActiveRelease active = node.activate(first);
    assertThat(Files.readSymbolicLink(current()))
        .isEqualTo(Path.of("releases", active.name().toString()));
    assertThat(current().resolve("weights.bin"))
        .hasSameBinaryContentAs(first.source().resolve("weights.bin"));
    assertThat(node.activator().currentName()).contains(active.name());
    assertThat(node.layout().staging()).isEmptyDirectory();
  }

  @Test
  void aReleaseIsReadOnlyThroughout() throws IOException {
    ActiveRelease active = node.activate(first);
    try (Stream<Path> tree = Files.walk(active.folder())) {
      assertThat(tree)
          .allSatisfy(
              path ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                      .isEqualTo(Files.isDirectory(path) ? "r-xr-xr-x" : "r--r--r--"));
    }
  }

  @Test
  void activationTouchesNoFileSoTheProofStillHolds() throws IOException {
    ActiveRelease active = node.activate(first);
    assertThat(active.touched()).isEmpty();
    Files.setLastModifiedTime(
        active.folder().resolve("empty"), Files.getLastModifiedTime(active.folder()));
    assertThat(active.touched()).contains("empty was touched");
  }

  @Test
  void theReleaseBeforeIsRememberedAlsoAcrossARepairOfTheCurrentOne() throws IOException {
    ReleaseName v1 = node.activate(first).name();
    assertThat(node.activator().previous()).isEmpty();
    node.activate(second);
    ActiveRelease repaired = node.activator().activate(node.fetch(second));
    assertThat(repaired.name().copy()).isEqualTo(1);
    assertThat(node.activator().previous()).contains(v1);
  }

  @Test
  void goingBackSwitchesToTheReleaseThatIsThere() throws IOException {
    ReleaseName v1 = node.activate(first).name();
    ReleaseName v2 = node.activate(second).name();
    assertThat(node.activate(first).name()).isEqualTo(v1);
    assertThat(node.activator().currentName()).contains(v1);
    assertThat(node.activator().previous()).contains(v2);
  }

  @Test
  void resumingTakesUpOnlyWhatIsCurrent() throws IOException {
    ReleaseName v1 = node.activate(first).name();
    VerifiedBundle again = node.verify(v1, first);
    assertThat(node.activator().resume(again).name()).isEqualTo(v1);
    node.activate(second);
    assertThatIllegalArgumentException().isThrownBy(() -> node.activator().resume(again));
    assertThat(Files.readAllLines(node.layout().journal())).hasSize(2);
  }

  @Test
  void somethingElseInTheLinksPlaceIsNotReplaced() throws IOException {
    Files.createDirectories(current());
    assertThatExceptionOfType(StateUnusableException.class)
        .isThrownBy(() -> node.activate(first))
        .satisfies(e -> assertThat(e.path()).isEqualTo(current()));
    assertThat(current()).isDirectory();
  }

  @Test
  void aLinkThatNamesNothingOfOursIsNoActiveRelease() throws IOException {
    Files.createDirectories(node.layout().root());
    DurableFiles.replaceSymlink(current(), Path.of("/opt/old-model"));
    assertThat(node.activator().currentName()).isEmpty();
    node.activate(first);
    assertThat(node.activator().currentName()).isPresent();
  }

  @Test
  void aTornLineInTheJournalIsPassedOver() throws IOException {
    ReleaseName v1 = node.activate(first).name();
    Files.writeString(
        node.layout().journal(),
        Files.readString(node.layout().journal()) + "{\"activated\":\"2026-0");
    node.activate(second);
    assertThat(node.activator().previous()).contains(v1);
  }
}
