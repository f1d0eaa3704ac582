package io.mgeosync.probe.process;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the processes that are the running service. Safe from any thread. */
@FunctionalInterface
public interface ServiceProcess {
  Lookup find();

  /** What a search ended with. */
  sealed interface Lookup {}

  /**
   * The processes that hold the service's port, or that its PID file or container names, then
   * everything that they started: workers and model runners.
   *
   * @param described for people, such as {@code the owner of port 5000 (process 4711)}
   * @param processes never empty
   */
  record Found(String described, List<ProcessId> processes) implements Lookup {
    public Found {
      processes = List.copyOf(processes);
      if (processes.isEmpty()) {
        throw new IllegalArgumentException("what was found has a process");
      }
    }

    /** Their numbers, as the reader of {@code /proc} sees them. */
    public Set<Long> pids() {
      return processes.stream().map(ProcessId::pid).collect(Collectors.toUnmodifiableSet());
    }
  }

  /**
   * It cannot be said which they are, which is no proof of anything.
   *
   * @param why one line, with the remedy
   */
  record Unknown(String why) implements Lookup {}

  /**
   * How the service's processes are told from others, by at least one of these.
   *
   * @param url of this machine, where they listen
   * @param container its id: 12 to 64 hexadecimal digits of it
   */
  record Mark(@Nullable URI url, @Nullable Path pidFile, @Nullable String container) {
    public Mark {
      if (url == null && pidFile == null && container == null) {
        throw new IllegalArgumentException("a service is told by a URL, a PID file or a container");
      }
    }
  }
}
