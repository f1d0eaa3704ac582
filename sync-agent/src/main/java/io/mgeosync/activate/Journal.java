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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The activations of a bundle on this node: one JSON line each, oldest first. */
final class Journal {
  private static final Pattern LINE =
      Pattern.compile("\\{\"([a-z]+)\":.*\"release\":\"([^\"]+)\".*}");

  private final Path file;

  /** What a line tells of a release; the name is the line's first key. */
  enum Event {
    /** The service has yet to prove it: written before {@code current} moves. */
    BEGUN,
    /** {@code current} names it. */
    ACTIVATED,
    /** The service has proven it, for long enough. */
    COMMITTED,
    /** It was never proven and is active all the same: nothing before it was any better. */
    STAYED
  }

  /** One line. */
  record Entry(Event event, ReleaseName release) {}

  Journal(Path file) {
    this.file = file;
  }

  /**
   * Durable once this returns; one line at a time, from any thread. No value of it can hold a quote
   * or a backslash.
   */
  synchronized void appendEvent(Event event, Instant at, Pin pin, ReleaseName name) {
    String line =
        "{\"%s\":\"%s\",\"bundle\":\"%s\",\"version\":\"%s\",\"digest\":\"%s\",\"release\":\"%s\"}"
            .formatted(
                event.name().toLowerCase(Locale.ROOT),
                at,
                pin.bundle(),
                pin.version(),
                pin.digest(),
                name);
    DurableFiles.appendLine(file, line.getBytes(StandardCharsets.UTF_8));
  }

  /** Those that {@code current} named, oldest first. */
  List<ReleaseName> releases() {
    return entries().stream()
        .filter(entry -> entry.event() == Event.ACTIVATED)
        .map(Entry::release)
        .toList();
  }

  /**
   * The last word on whether the service proved this bundle; empty for one that no service was
   * asked to prove, as by a sync without the agent.
   */
  Optional<Event> proof(ReleaseName identity) {
    return entries().stream()
        .filter(entry -> entry.event() != Event.ACTIVATED)
        .filter(entry -> entry.release().sameIdentity(identity))
        .map(Entry::event)
        .reduce((earlier, later) -> later);
  }

  /** Oldest first; a line that a crash tore, or that is none of these, is passed over. */
  private List<Entry> entries() {
    if (Files.notExists(file)) {
      return List.of();
    }
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
          .lines()
          .map(Journal::entry)
          .flatMap(Optional::stream)
          .toList();
    } catch (IOException e) {
      throw DiskFailures.explain(file, e);
    }
  }

  private static Optional<Entry> entry(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Arrays.stream(Event.values())
        .filter(event -> event.name().toLowerCase(Locale.ROOT).equals(matcher.group(1)))
        .findFirst()
        .flatMap(event -> ReleaseName.parse(matcher.group(2)).map(name -> new Entry(event, name)));
  }
}
