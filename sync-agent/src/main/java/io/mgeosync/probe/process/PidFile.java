package io.mgeosync.probe.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The process whose number a file holds. A service in a container writes the number that it has
 * there, so a process is meant by any of the numbers that its namespaces give it.
 */
final class PidFile implements ServiceProcess {
  /** A process starts before its number is written; the clock may have been corrected since. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private static final int LONGEST = 64;

  private final Path file;
  private final ProcFileSystem tree;
  private final Clock clock;
  private final ProcessCache sightings;

  private record Written(String number, FileTime at) {}

  PidFile(Path file, ProcFileSystem tree, Clock clock, ProcessCache sightings) {
    this.file = file;
    this.tree = tree;
    this.clock = clock;
    this.sightings = sightings;
  }

  @Override
  public Lookup find() {
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(LONGEST), StandardCharsets.US_ASCII);
      String line = text.lines().findFirst().orElse("").strip();
      if (!line.matches("[1-9][0-9]{0,9}")) {
        return unknown("holds no process's number; correct service.pid-file");
      }
      var written = new Written(line, Files.getLastModifiedTime(file));
      return sightings.find(written, () -> search(written));
    } catch (IOException e) {
      return unknown("cannot be read; start the service, or correct service.pid-file");
    }
  }

  private Lookup search(Written written) throws IOException {
    List<ProcessStat> all = tree.others();
    List<ProcessStat> named = named(Long.parseLong(written.number()), all);
    if (named.isEmpty()) {
      return unknown("names no running process; start the service, or let it write its number");
    }
    var old = new ArrayList<ProcessStat>();
    for (ProcessStat process : named) {
      if (age(written).compareTo(tree.age(process.id()).plus(TOLERANCE)) <= 0) {
        old.add(process);
      }
    }
    return switch (old.size()) {
      case 0 -> unknown("is older than the process that has its number now; start the service");
      case 1 -> ProcessTree.of("the process of " + file, old, all);
      default ->
          unknown(
              "may mean any of %d processes, each in its namespace; set service.container instead"
                  .formatted(old.size()));
    };
  }

  private List<ProcessStat> named(long number, List<ProcessStat> all) {
    return all.stream()
        .filter(process -> !ProcessTree.standsIn(process))
        .filter(
            process -> process.id().pid() == number || tree.numbers(process.id()).contains(number))
        .toList();
  }

  private Duration age(Written written) {
    return Duration.between(written.at().toInstant(), clock.instant());
  }

  private Unknown unknown(String problem) {
    return new Unknown("the PID file %s %s".formatted(file, problem));
  }
}
