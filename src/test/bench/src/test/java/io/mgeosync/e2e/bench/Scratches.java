package io.mgeosync.e2e.bench;

import io.mgeosync.e2e.harness.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The scratch directories, which go away at the end and when the benchmark is interrupted. */
final class Scratches {
  private static final int ATTEMPTS = 20;
  private static final long PAUSE_MILLIS = 100;

  private final List<Path> made = new CopyOnWriteArrayList<>();

  Scratches() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::delete, "scratch-delete"));
  }

  /** Makes one in an existing directory. */
  Path in(Path parent) throws IOException {
    Path directory = Files.createTempDirectory(parent, "mgeo-sync-bench-");
    made.add(directory);
    return directory;
  }

  void delete() {
    made.forEach(Scratches::delete);
    made.clear();
  }

  /** Processes that are being killed meanwhile may still write. */
  private static void delete(Path directory) {
    for (int attempt = 1; Files.exists(directory); attempt++) {
      try {
        Scratch.delete(directory);
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          System.err.println("left behind: " + directory + " (" + e + ")");
          return;
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
