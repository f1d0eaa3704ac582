package io.mgeosync.probe.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.disk.ReleaseName;
import io.mgeosync.probe.process.FakeProc;
import io.mgeosync.probe.process.FileId;
import io.mgeosync.probe.process.ProcFileSystem;
import io.mgeosync.probe.process.ProcessId;
import io.mgeosync.probe.process.ServiceChild;
import io.mgeosync.probe.process.ServiceFinder;
import io.mgeosync.probe.process.ServiceProcess;
import io.mgeosync.probe.process.ServiceProcess.Found;
import io.mgeosync.probe.service.Testimony.Confirms;
import io.mgeosync.probe.service.Testimony.Contradicts;
import io.mgeosync.probe.service.Testimony.Silent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class FilesWitnessTest {
  private static final ReleaseName V1 = name("v1-111111111111");
  private static final ReleaseName V2 = name("v2-222222222222");

  @TempDir Path folder;
  private Path releases;
  private FakeProc proc;
  private Optional<Path> elsewhere = Optional.empty();
  private final List<ProcessId> service = new ArrayList<>();

  private static ReleaseName name(String text) {
    return ReleaseName.parse(text).orElseThrow();
  }

  @BeforeEach
  void prepare() throws IOException {
    releases = Files.createDirectories(folder.resolve("mgeo-base/releases"));
    proc = new FakeProc(Files.createDirectory(folder.resolve("proc")));
    release(V1);
    release(V2);
    service.add(proc.start(10, 1, "model", 100));
  }

  private Path release(ReleaseName name) throws IOException {
    Path weights = Files.createDirectories(releases.resolve(name + "/onnx")).resolve("model.bin");
    return Files.exists(weights) ? weights : Files.writeString(weights, name.toString());
  }

  private Testimony look() throws IOException {
    return new FilesWitness(() -> new Found("the service", service), proc.tree())
        .look(V2, releases, elsewhere);
  }

  @Test
  void aMappedFileOfTheActiveReleaseConfirms() throws IOException {
    proc.map(10, folder.resolve("proc/uptime"));
    proc.map(10, release(V2));
    assertThat(look()).isInstanceOf(Confirms.class);
  }

  @Test
  void anOpenFileOfTheActiveReleaseConfirms() throws IOException {
    proc.open(10, 4, release(V2).toString());
    proc.open(10, 5, "socket:[7]");
    assertThat(look()).isInstanceOf(Confirms.class);
  }

  @Test
  void aFileOfAnotherReleaseContradictsWithBothNamed() throws IOException {
    proc.map(10, release(V1));
    assertThat(look())
        .isEqualTo(
            new Contradicts(
                "WrongFiles",
                "the service's process 10 holds files of v1-111111111111, active is"
                    + " v2-222222222222; reload or restart the service"));
  }

  @Test
  void aDamagedCopyOfTheSameBundleIsAnotherRelease() throws IOException {
    proc.map(10, release(name("v2-222222222222~1")));
    assertThat(look()).isInstanceOf(Contradicts.class);
  }

  @Test
  void oneOldWorkerAmongManyContradicts() throws IOException {
    proc.map(10, release(V2));
    service.add(proc.start(11, 10, "worker", 100));
    service.add(proc.start(12, 10, "worker", 100));
    proc.map(12, release(V1));
    assertThat(look()).isInstanceOf(Contradicts.class);
  }

  @Test
  void aServiceThatReadAndClosedItsFilesSaysNothing() throws IOException {
    proc.map(10, folder.resolve("proc/uptime"));
    assertThat(look())
        .isEqualTo(
            new Silent("NoOpenFiles", "the service holds no file of a release open or mapped"));
  }

  /** Somebody put another file in its place: by its name it would still be the active one. */
  @Test
  void anOldCopyWithTheNameOfTheActiveReleaseContradicts() throws IOException {
    Path file = release(V2);
    proc.map(10, 8, 1, 4_294_967_000L, file + " (deleted)");
    assertThat(look()).isInstanceOf(Silent.class);
    proc.open(10, 4, file + " (deleted)");
    FileId id = FileId.of(releases);
    proc.map(
        10,
        (id.device() >> 8) & 0xfff,
        (id.device() & 0xff) | ((id.device() >> 12) & ~0xffL),
        4_294_967_000L,
        file + " (deleted)");
    assertThat(look().message()).contains("holds files of an old copy of v2-222222222222");
    assertThat(look()).isInstanceOf(Contradicts.class);
  }

  @Test
  void filesThatCurrentOnceLedToContradictAndTheSameNameElsewhereDoesNot() throws IOException {
    Path other = Files.createDirectories(folder.resolve("backup/" + V2 + "/onnx"));
    proc.map(10, Files.writeString(other.resolve("model.bin"), "old"));
    assertThat(look()).isInstanceOf(Silent.class);
    elsewhere = Optional.of(folder.resolve("backup/" + V2));
    assertThat(look()).isInstanceOf(Contradicts.class);
    assertThat(look().message()).contains("holds files of " + elsewhere.get());
  }

  @Test
  void aManifestHeldOpenIsNoLoadedModel() throws IOException {
    Path manifest = Files.writeString(releases.resolve(V2 + "/manifest.json"), "{}");
    proc.open(10, 4, manifest.toString());
    assertThat(look()).isInstanceOf(Silent.class);
  }

  @Test
  void aProcessWithFilesOfBothSaysNothing() throws IOException {
    proc.map(10, release(V1));
    proc.map(10, release(V2));
    assertThat(look()).isInstanceOf(Silent.class);
  }

  @Test
  void aWorkerThatMayNotBeSeenMakesTheOthersProveNothing() throws IOException {
    proc.map(10, release(V2));
    service.add(proc.start(11, 10, "worker", 100));
    proc.hide(11);
    assertThat(look()).isInstanceOf(Silent.class);
    assertThat(look().message()).contains("process 11").contains("CAP_SYS_PTRACE");
    service.add(proc.start(12, 10, "worker", 100));
    proc.map(12, release(V1));
    assertThat(look()).isInstanceOf(Contradicts.class);
  }

  /** As on btrfs: the mapping has a device number of its own, the path leads to the file. */
  @Test
  void aMappingWithAnotherDeviceNumberIsFoundByItsPathAndInode() throws IOException {
    Path file = release(V2);
    Files.createSymbolicLink(folder.resolve("proc/10/root"), Path.of("/"));
    proc.map(10, 0, 99, FileId.of(file).inode(), file.toString());
    assertThat(look()).isInstanceOf(Confirms.class);
  }

  /** As with overlayfs: the same number on another device is another file. */
  @Test
  void theSameInodeNumberOnAnotherDeviceIsAnotherFile() throws IOException {
    Path other = Files.writeString(folder.resolve("other"), "x");
    Files.createSymbolicLink(folder.resolve("proc/10/root"), Path.of("/"));
    proc.map(10, 0, 99, FileId.of(release(V1)).inode(), other.toString());
    assertThat(look()).isInstanceOf(Silent.class);
  }

  @Test
  void aProcessThatHasEndedHoldsNothing() throws IOException {
    proc.map(10, release(V1));
    proc.hide(10);
    proc.end(10);
    assertThat(look()).isInstanceOf(Silent.class);
  }

  @Test
  void theKernelTellsOfADeletedReleaseThatAChildStillHolds() throws IOException {
    Path old = release(V1);
    try (var child = new ServiceChild(old, release(V2))) {
      var process =
          ServiceFinder.by(
              new ServiceProcess.Mark(
                  URI.create("http://127.0.0.1:" + child.port() + "/"), null, null),
              ProcFileSystem.OF_MACHINE,
              Clock.systemUTC());
      var witness = new FilesWitness(process, ProcFileSystem.OF_MACHINE);
      assertThat(witness.look(V2, releases, Optional.empty())).isInstanceOf(Silent.class);
      Path leaving = Files.createDirectories(folder.resolve("mgeo-base/staging"));
      leaving = Files.move(releases.resolve(V1.toString()), leaving.resolve(".leaving-" + V1));
      Files.delete(leaving.resolve("onnx/model.bin"));
      assertThat(witness.look(name("v3-333333333333"), releases, Optional.empty()).message())
          .contains("holds files of v1-111111111111 and v2-222222222222");
    }
  }
}
