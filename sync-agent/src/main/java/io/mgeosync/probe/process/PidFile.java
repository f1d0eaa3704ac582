package io.mgeosync.probe.process;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The process whose PID stands in a file. A service in a container writes the number that it has in
 * its own namespace, so a process is looked for whose innermost PID that is.
 */
public final class PidFile implements ServiceProcess {
  private final Proc proc;
  private final Path file;

  public PidFile(Proc proc, Path file) {
    this.proc = proc;
    this.file = file;
  }

  @Override
  public Result find() {
    Optional<Long> written =
        proc.lines(file).stream()
            .map(String::strip)
            .filter(line -> line.matches("[0-9]{1,18}"))
            .map(Long::valueOf)
            .findFirst();
    return written.isEmpty()
        ? new Unknown("%s holds no PID; correct smoke.pid-file".formatted(file))
        : process(written.get());
  }

  private Result process(long written) {
    Set<Long> known =
        proc.pids().stream().filter(pid -> isCalled(pid, written)).collect(Collectors.toSet());
    return switch (known.size()) {
      case 0 -> new Unknown("no process has the PID %d of %s".formatted(written, file));
      case 1 -> Found.of("the process of " + file, known, proc);
      default ->
          new Unknown(
              "%d processes have the PID %d of %s, each in its namespace; name the service by smoke.container"
                  .formatted(known.size(), written, file));
    };
  }

  private boolean isCalled(long pid, long written) {
    var names = proc.namespacePids(pid);
    return !names.isEmpty() && names.getLast() == written;
  }
}
