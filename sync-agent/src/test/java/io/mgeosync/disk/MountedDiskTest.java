package io.mgeosync.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real file systems in memory; skipped where mounting is not permitted. */
final class MountedDiskTest {
  @TempDir Path folder;
  private boolean mounted;

  private Path mount(String options) throws Exception {
    Path point = Files.createDirectory(folder.resolve("disk"));
    mounted = run("mount", "-t", "tmpfs", "-o", options, "tmpfs", point.toString());
    assumeTrue(mounted, "this user may not mount");
    return point;
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      assertThat(run("umount", folder.resolve("disk").toString())).isTrue();
    }
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aReadOnlyDiskIsSaidToBeOneAndHowToMendIt() throws Exception {
    Path disk = mount("ro");
    assertThatExceptionOfType(StateUnusableException.class)
        .isThrownBy(() -> DirectoryLock.acquire(new NodeLayout(disk, new BundleName("mgeo-base"))))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.DENIED))
        .satisfies(e -> assertThat(e.reason()).contains("read-only file system"))
        .satisfies(e -> assertThat(e.remedy()).contains("remount"));
  }

  @Test
  void aFullDiskKeepsTheOldFile() throws Exception {
    Path disk = mount("size=256k");
    Path file = disk.resolve("file");
    DurableFiles.writeAtomically(file, new byte[1000]);
    assertThatExceptionOfType(DiskFullException.class)
        .isThrownBy(() -> DurableFiles.writeAtomically(file, new byte[1 << 20]));
    assertThat(file).hasSize(1000);
    assertThat(disk.toFile().list()).containsExactly("file");
  }
}
