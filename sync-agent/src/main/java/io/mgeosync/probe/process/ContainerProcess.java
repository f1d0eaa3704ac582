package io.mgeosync.probe.process;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every process of one container, by the container's id in the names of its control groups, where
 * Docker, containerd and CRI-O put it.
 */
public final class ContainerProcess implements ServiceProcess {
  private final Proc proc;
  private final String id;

  /**
   * One container.
   *
   * @param id as the runtime prints it, at least twelve characters of it
   */
  public ContainerProcess(Proc proc, String id) {
    this.proc = proc;
    this.id = id;
  }

  @Override
  public Result find() {
    Set<Long> members =
        proc.pids().stream()
            .filter(pid -> proc.controlGroups(pid).stream().anyMatch(this::names))
            .collect(Collectors.toSet());
    return members.isEmpty()
        ? new Unknown("no process is in a control group of the container %s".formatted(id))
        : Found.of("the container " + id, members, proc);
  }

  /** The id begins a path's segment, after the runtime's own prefix: {@code docker-0123….scope}. */
  private boolean names(String line) {
    return line.matches(".*[/-]" + id + "[0-9a-f]*(\\.scope)?(/.*)?");
  }
}
