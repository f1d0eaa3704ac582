package io.mgeosync.e2e.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * A wall clock that can be stepped, for processes that are started with {@link #environment}; their
 * steady clock stays the machine's. It needs libfaketime (Debian: {@code faketime}).
 */
public final class FakeTime {
  private final Path file;
  private final Path library;

  /**
   * The right time, so far.
   *
   * @param folder for what this needs, made if it is not there
   */
  public FakeTime(Path folder) throws IOException {
    Files.createDirectories(folder);
    this.file = folder.resolve("offset");
    this.library = library();
    set(Duration.ZERO);
  }

  /** Debian names the folder after the machine. */
  private static Path library() throws IOException {
    try (var folders = Files.newDirectoryStream(Path.of("/usr/lib"), "*-linux-gnu*")) {
      for (Path folder : folders) {
        Path found = folder.resolve("faketime").resolve("libfaketimeMT.so.1");
        if (Files.exists(found)) {
          return found;
        }
      }
    }
    throw new IOException("libfaketime: not installed; run: apt-get install faketime");
  }

  /**
   * What a process needs in its environment to have this clock. A JVM's waits have deadlines by the
   * steady clock, which the library would take for ones long past, so that every thread that waits
   * would spin; and it would step the times of files, too.
   */
  public Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD",
        library.toString(),
        "FAKETIME_TIMESTAMP_FILE",
        file.toString(),
        "FAKETIME_CACHE_DURATION",
        "1",
        "DONT_FAKE_MONOTONIC",
        "1",
        "FAKETIME_FORCE_MONOTONIC_FIX",
        "0",
        "NO_FAKE_STAT",
        "1");
  }

  /** From now on, within a second, the clock is this much ahead of the machine's, or behind it. */
  public void set(Duration ahead) throws IOException {
    // Renamed into place: no process reads half of it.
    Path next =
        Files.writeString(
            file.resolveSibling("next"),
            String.format(Locale.ROOT, "%+d", ahead.toSeconds()) + "\n");
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
