package io.mgeosync.probe.process;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds the service's process. */
@FunctionalInterface
public interface ServiceProcess {

  /** One look; never throws for what cannot be decided, but says so. */
  Result find();

  /** What one look found. */
  sealed interface Result {}

  /**
   * The service.
   *
   * @param pids of it and all that descend from it, at least one, as this process sees them
   * @param described for people, such as {@code the owner of port 5000 (pid 4711)}
   */
  record Found(Set<Long> pids, String described) implements Result {
    public Found {
      if (pids.isEmpty()) {
        throw new IllegalArgumentException("a service that was found has a process");
      }
      pids = Set.copyOf(pids);
    }

    static Found of(String what, Set<Long> owners, Proc proc) {
      String list =
          new TreeSet<>(owners)
              .stream().limit(3).map(String::valueOf).collect(Collectors.joining(", "));
      return new Found(proc.withDescendants(owners), "%s (pid %s)".formatted(what, list));
    }
  }

  /** It cannot be decided, and why, with what to do about it. */
  record Unknown(String why) implements Result {}
}
