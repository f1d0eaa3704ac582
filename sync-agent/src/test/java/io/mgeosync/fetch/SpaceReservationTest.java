package io.mgeosync.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mgeosync.disk.DiskFullException;
import io.mgeosync.disk.Modes;
import io.mgeosync.disk.linux.Reservation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpaceReservationTest {
  private static final int BIG = (3 << 20) + 5;
  private static final int SMALL = 1000;

  @TempDir Path folder;
  private Path staging;
  private List<ChunkRef> all;

  @BeforeEach
  void bundle() throws IOException {
    var files = Map.of("big", TestBundle.bytes(1, BIG), "small", TestBundle.bytes(2, SMALL));
    TestBundle bundle = TestBundle.of(folder.resolve("source"), "v1", files);
    staging = Files.createDirectory(folder.resolve("staging"));
    all =
        bundle.manifest().manifest().files().stream()
            .flatMap(file -> ChunkRef.of(file).stream())
            .toList();
  }

  private SpaceReservation room() {
    return new SpaceReservation(staging, all);
  }

  private void reserve() {
    room().reserve(SparseFiles::open);
    assumeTrue(Reservation.of(staging.resolve("big")) > 0, "no room in advance here");
  }

  @Test
  void allIsNeededAtFirst() {
    assertThat(room().needed()).isEqualTo(BIG + SMALL);
  }

  @Test
  void whatIsTakenIsNotNeededAgain() {
    reserve();
    assertThat(room().needed()).isEqualTo(SMALL);
  }

  @Test
  void theRoomOfALargeFileIsTakenBeforeItsFirstByte() throws IOException {
    reserve();
    assertThat(Reservation.of(staging.resolve("big"))).isGreaterThanOrEqualTo(BIG);
    assertThat(Files.size(staging.resolve("big"))).isEqualTo(BIG);
    assertThat(staging.resolve("small")).doesNotExist();
  }

  /** As older versions left it: as long as it will be, and empty. */
  @Test
  void aSparseLeftoverIsNeededStillAndFilledUp() throws IOException {
    Path big = staging.resolve("big");
    SparseFiles.open(big, 1).close();
    Modes.sealFile(big);
    assertThat(room().needed()).isGreaterThan(BIG - 8192).isLessThanOrEqualTo(BIG + SMALL);
    reserve();
    assertThat(room().needed()).isEqualTo(SMALL);
  }

  @Test
  void aDiskThatCannotGiveItRefusesBeforeTheFirstByte() {
    StagedFile.Opener full =
        (file, size) -> {
          throw new IOException("No space left on device");
        };
    assertThatExceptionOfType(DiskFullException.class).isThrownBy(() -> room().reserve(full));
  }
}
