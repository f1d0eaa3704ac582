package io.mgeosync.probe.process;

import io.mgeosync.probe.process.ServiceProcess.Found;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who belongs to a service that was found: its processes, what they started since they were found,
 * and what they were started by in the same control group, which is that of their container or
 * unit.
 */
public final class ServiceMembership {
  /**
   * No service is started through more; a table that changes while it is read may lead anywhere.
   */
  private static final int GENERATIONS = 64;

  private final ProcFileSystem tree;
  private final Found service;

  public ServiceMembership(ProcFileSystem tree, Found service) {
    this.tree = tree;
    this.service = service;
  }

  /** Whether the process with this number, which may have ended meanwhile, is one of them. */
  public boolean includes(long pid) {
    Set<Long> known = service.pids();
    return known.contains(pid) || descends(pid, known) || launchers(known).contains(pid);
  }

  /** The process with this number, if it is one of them. */
  public Optional<ProcessId> find(long pid) {
    Optional<ProcessId> known =
        service.processes().stream().filter(process -> process.pid() == pid).findFirst();
    return known.isPresent() || !includes(pid) ? known : tree.stat(pid).map(ProcessStat::id);
  }

  private boolean descends(long pid, Set<Long> known) {
    Optional<ProcessStat> next = tree.stat(pid);
    for (int i = 0; i < GENERATIONS && next.isPresent(); i++) {
      if (known.contains(next.get().parent())) {
        return true;
      }
      next = tree.stat(next.get().parent());
    }
    return false;
  }

  private Set<Long> launchers(Set<Long> known) {
    var launchers = new HashSet<Long>();
    for (ProcessId process : service.processes()) {
      List<String> group = tree.groups(process);
      Optional<ProcessStat> next = tree.stat(process.pid()).flatMap(this::parent);
      while (!group.isEmpty() && next.isPresent() && shares(group, next.get())) {
        if (!launchers.add(next.get().id().pid()) || launchers.size() > GENERATIONS) {
          break;
        }
        next = parent(next.get());
      }
    }
    launchers.removeAll(known);
    return launchers;
  }

  private Optional<ProcessStat> parent(ProcessStat process) {
    return tree.stat(process.parent());
  }

  private boolean shares(List<String> group, ProcessStat other) {
    return !ProcessTree.standsIn(other) && tree.groups(other.id()).equals(group);
  }
}
