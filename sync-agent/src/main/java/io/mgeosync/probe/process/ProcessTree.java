package io.mgeosync.probe.process;

import io.mgeosync.probe.process.ServiceProcess.Found;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Some processes and everything that they started. */
final class ProcessTree {
  /** They keep a port open or start a process for the service, and are not the service. */
  private static final Set<String> STAND_INS =
      Set.of(
          "systemd",
          "init",
          "inetd",
          "xinetd",
          "docker-proxy",
          "rootlessport",
          "slirp4netns",
          "pasta",
          "pasta.avx2",
          "conmon");

  private ProcessTree() {}

  static boolean standsIn(ProcessStat process) {
    return STAND_INS.contains(process.name());
  }

  /** The elders first. */
  static Found of(String mark, List<ProcessStat> elders, List<ProcessStat> all) {
    var members = new LinkedHashSet<ProcessId>();
    var next = new ArrayDeque<>(elders);
    while (!next.isEmpty()) {
      ProcessStat member = next.poll();
      if (members.add(member.id())) {
        all.stream().filter(other -> other.parent() == member.id().pid()).forEach(next::add);
      }
    }
    String first =
        elders.stream().limit(3).map(p -> p.id().toString()).collect(Collectors.joining(", "));
    return new Found("%s (%s)".formatted(mark, first), List.copyOf(members));
  }
}
