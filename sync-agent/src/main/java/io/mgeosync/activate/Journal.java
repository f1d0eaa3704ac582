package io.mgeosync.activate;

import io.mgeosync.channel.Pin;
import io.mgeosync.disk.DiskFailures;
import io.mgeosync.disk.DurableFiles;
import io.mgeosync.disk.ReleaseName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The activations of a bundle on this node: one JSON line each, oldest first. */
final class Journal {
  private static final Pattern RELEASE = Pattern.compile("\\{.*\"release\":\"([^\"]+)\".*}");

  private final Path file;

  Journal(Path file) {
    this.file = file;
  }

  /** Durable once this returns. No value of it can hold a quote or a backslash. */
  void append(Instant at, Pin pin, ReleaseName name) {
    String line =
        "{\"activated\":\"%s\",\"bundle\":\"%s\",\"version\":\"%s\",\"digest\":\"%s\",\"release\":\"%s\"}"
            .formatted(at, pin.bundle(), pin.version(), pin.digest(), name);
    DurableFiles.appendLine(file, line.getBytes(StandardCharsets.UTF_8));
  }

  /** Oldest first; a line that a crash tore is passed over. */
  List<ReleaseName> releases() {
    if (Files.notExists(file)) {
      return List.of();
    }
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
          .lines()
          .map(RELEASE::matcher)
          .filter(Matcher::matches)
          .map(line -> ReleaseName.parse(line.group(1)))
          .flatMap(Optional::stream)
          .toList();
    } catch (IOException e) {
      throw DiskFailures.explain(file, e);
    }
  }
}
