package io.mgeosync.probe.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The process whose number a file holds, as the agent's own machine numbers it. */
final class PidFile implements ServiceProcess {
  /** A process starts before its number is written; the clock may have been corrected since. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private static final int LONGEST = 64;

  private final Path file;
  private final ProcTree tree;
  private final Clock clock;

  PidFile(Path file, ProcTree tree, Clock clock) {
    this.file = file;
    this.tree = tree;
    this.clock = clock;
  }

  @Override
  public Lookup find() {
    try {
      Optional<ProcessStat> process = number().flatMap(tree::stat);
      if (process.isEmpty()) {
        return unknown("names no running process; start the service, or let it write its number");
      }
      return judge(process.get());
    } catch (IOException e) {
      return unknown("cannot be read; start the service, or correct service.pid-file");
    }
  }

  private Lookup judge(ProcessStat process) throws IOException {
    Duration written =
        Duration.between(Files.getLastModifiedTime(file).toInstant(), clock.instant());
    if (written.compareTo(tree.age(process.id()).plus(TOLERANCE)) > 0) {
      return unknown("is older than the process that has its number now; start the service");
    }
    if (Family.standsIn(process)) {
      return unknown(
          "names %s, not the service; for a container write the number that"
                  .formatted(process.name())
              + " docker inspect -f {{.State.Pid}} says");
    }
    return new Found(Family.of(List.of(process), tree.others()));
  }

  private Optional<Long> number() throws IOException {
    try (var in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(LONGEST), java.nio.charset.StandardCharsets.US_ASCII);
      String line = text.lines().findFirst().orElse("").strip();
      return line.matches("[1-9][0-9]{0,9}") ? Optional.of(Long.valueOf(line)) : Optional.empty();
    }
  }

  private Unknown unknown(String problem) {
    return new Unknown("the PID file %s %s".formatted(file, problem));
  }
}
