package io.mgeosync.probe.process;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the processes that are the running service. Safe from any thread. */
@FunctionalInterface
public interface ServiceProcess {
  Lookup find();

  /** What a search ended with. */
  sealed interface Lookup {}

  /**
   * The processes that hold the service's port or that its PID file names, then everything that
   * they started: workers and model runners.
   *
   * @param processes never empty
   */
  record Found(List<ProcessId> processes) implements Lookup {
    public Found {
      processes = List.copyOf(processes);
      if (processes.isEmpty()) {
        throw new IllegalArgumentException("what was found has a process");
      }
    }
  }

  /**
   * It cannot be said which they are, which is no proof of anything.
   *
   * @param why one line, with the remedy
   */
  record Unknown(String why) implements Lookup {}

  /**
   * The process that a PID file names, or without one, whoever listens at the URL's port.
   *
   * @param clock the wall clock, by which files are stamped
   */
  static ServiceProcess of(URI url, @Nullable Path pidFile, ProcTree tree, Clock clock) {
    return pidFile == null ? new PortOwner(url, tree, clock) : new PidFile(pidFile, tree, clock);
  }
}
