package io.mgeosync.director.haproxy;

import io.mgeosync.manifest.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The servers of one backend, by name, as HAProxy has them.
 *
 * @param in those that may have requests
 * @param out those in maintenance, or drained
 */
record Servers(String backend, List<String> in, List<String> out) {
  /** The bits of {@code srv_admin_state} that the runtime socket sets: maintenance and drain. */
  private static final int SHUT = 0x01 | 0x08;

  private static final int NAME = 3;
  private static final int ADMIN_STATE = 6;

  /**
   * Asks HAProxy.
   *
   * @throws Refusal when there is no such backend
   */
  static Servers read(String backend, RuntimeSocket socket) {
    String command = "show servers state " + backend;
    String answer = socket.sendCommand(command);
    var servers = new Servers(backend, new ArrayList<>(), new ArrayList<>());
    answer.lines().filter(line -> !line.startsWith("#")).forEach(servers::add);
    if (servers.in.isEmpty() && servers.out.isEmpty()) {
      throw HaproxyRefusals.refused(command, answer);
    }
    return servers;
  }

  private void add(String line) {
    String[] fields = line.split(" ", -1);
    if (fields.length > ADMIN_STATE && fields[1].equals(backend)) {
      boolean shut = (Integer.parseInt(fields[ADMIN_STATE]) & SHUT) != 0;
      (shut ? out : in).add(fields[NAME]);
    }
  }

  /**
   * Looks before anything is changed.
   *
   * @throws Refusal naming the first node that is no server here
   */
  void requireAll(Collection<String> nodes) {
    for (String node : nodes) {
      if (!in.contains(node) && !out.contains(node)) {
        throw HaproxyRefusals.lacks(
            "server %s in backend %s".formatted(node, backend),
            "give the server there the node's name");
      }
    }
  }

  /** The commands that let those in who are wanted and shut out now. */
  List<String> letIn(Collection<String> wanted) {
    return out.stream().filter(wanted::contains).map(name -> set(name, "ready")).toList();
  }

  /** The commands that put all others into maintenance. */
  List<String> shutOut(Collection<String> wanted) {
    return in.stream()
        .filter(name -> !wanted.contains(name))
        .map(name -> set(name, "maint"))
        .toList();
  }

  private String set(String name, String state) {
    return "set server %s/%s state %s".formatted(backend, name, state);
  }
}
