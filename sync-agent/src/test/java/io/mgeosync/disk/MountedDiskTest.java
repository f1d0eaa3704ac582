package io.mgeosync.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.Refusal;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real file systems in memory; skipped where mounting is not permitted. */
final class MountedDiskTest {
  @TempDir Path folder;

  @Test
  void aReadOnlyDiskIsSaidToBeOneAndHowToMendIt() throws Exception {
    try (MemoryDisk disk = MemoryDisk.mount(folder.resolve("disk"), "ro")) {
      assertThatExceptionOfType(StateUnusableException.class)
          .isThrownBy(
              () -> DirectoryLock.acquire(new NodeLayout(disk.root(), new BundleName("mgeo-base"))))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.DENIED))
          .satisfies(e -> assertThat(e.reason()).contains("read-only file system"))
          .satisfies(e -> assertThat(e.remedy()).contains("remount"));
    }
  }

  @Test
  void aFullDiskKeepsTheOldFile() throws Exception {
    try (MemoryDisk disk = MemoryDisk.mount(folder.resolve("disk"), "size=256k")) {
      Path file = disk.root().resolve("file");
      DurableFiles.writeAtomically(file, new byte[1000]);
      assertThatExceptionOfType(DiskFullException.class)
          .isThrownBy(() -> DurableFiles.writeAtomically(file, new byte[1 << 20]));
      assertThat(file).hasSize(1000);
      assertThat(disk.root().toFile().list()).containsExactly("file");
    }
  }
}
