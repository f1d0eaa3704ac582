package io.mgeosync.e2e.bench.failover.site;

import io.mgeosync.e2e.harness.Await;
import io.mgeosync.e2e.harness.Child;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The long cable's program, in C: this kernel may have no netem. */
public final class DelayLine {
  private static final Duration START = Duration.ofSeconds(10);

  private DelayLine() {}

  /** Compiles it and returns where it is. */
  public static Path compile(Path folder) throws IOException {
    Path source = folder.resolve("delay-line.c");
    Path program = folder.resolve("delay-line");
    try (InputStream in = DelayLine.class.getResourceAsStream("/delay-line.c")) {
      if (in == null) {
        throw new FileNotFoundException("not on the class path: delay-line.c");
      }
      Files.copy(in, source);
    }
    Shell.run("gcc -O2 -o %s %s".formatted(program, source));
    return program;
  }

  static void awaitReady(Child line) {
    Await.until("the delay line is there", START, () -> line.output().contains("ready"));
  }
}
