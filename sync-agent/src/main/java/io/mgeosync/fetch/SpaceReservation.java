package io.mgeosync.fetch;

import io.mgeosync.disk.DiskFailures;
import io.mgeosync.disk.Modes;
import io.mgeosync.disk.linux.Reservation;
import io.mgeosync.manifest.FileEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The room on the disk that absent pieces take, counted and taken file by file. */
final class SpaceReservation {
  /** Smaller files are left to the reserve: to open each of them twice costs more than it saves. */
  private static final long WORTH_RESERVING = 1 << 20;

  private final Path staging;
  private final Map<FileEntry, Long> absent;

  /**
   * Looks at nothing yet.
   *
   * @param absent what will be written to this staging folder
   */
  SpaceReservation(Path staging, List<ChunkRef> absent) {
    this.staging = staging;
    this.absent =
        absent.stream()
            .collect(
                Collectors.groupingBy(
                    ChunkRef::entry, Collectors.summingLong(piece -> piece.chunk().size())));
  }

  /**
   * Bytes that the disk must still give; what an earlier fetch took for a file is there already.
   */
  long needed() {
    return absent.entrySet().stream()
        .mapToLong(file -> needed(file.getKey(), file.getValue()))
        .sum();
  }

  private long needed(FileEntry file, long missing) {
    Path path = path(file);
    long taken = Files.exists(path) ? Reservation.of(path) : 0;
    return Math.clamp(file.size() - taken, 0, missing);
  }

  /** Takes it, so that no other process can while the fetch goes on. */
  void reserve(StagedFile.Opener opener) {
    for (FileEntry file : absent.keySet()) {
      if (file.size() >= WORTH_RESERVING) {
        reserve(path(file), file.size(), opener);
      }
    }
  }

  private static void reserve(Path path, long size, StagedFile.Opener opener) {
    try {
      if (Files.exists(path)) {
        Modes.openFile(path);
      }
      opener.open(path, size).close();
    } catch (IOException e) {
      throw DiskFailures.explain(path, e);
    }
  }

  private Path path(FileEntry file) {
    return staging.resolve(file.path().value());
  }
}
