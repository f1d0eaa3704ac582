package io.mgeosync.failover.haproxy;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The servers of one backend, as HAProxy has them.
 *
 * @param in by name: whether it may have requests
 */
record Servers(String backend, SortedMap<String, Boolean> in) {
  /** The bits of {@code srv_admin_state} that the runtime socket sets: maintenance and drain. */
  private static final int SHUT = 0x01 | 0x08;

  private static final int NAME = 3;
  private static final int ADMIN_STATE = 6;

  static Servers read(String backend, RuntimeSocket socket) {
    String command = "show servers state " + backend;
    String answer = socket.ask(command);
    SortedMap<String, Boolean> in = new TreeMap<>();
    answer
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" "))
        .filter(fields -> fields.length > ADMIN_STATE && fields[1].equals(backend))
        .forEach(fields -> in.put(fields[NAME], mayServe(fields[ADMIN_STATE])));
    if (in.isEmpty()) {
      throw new HaproxyRefusedException(command, answer);
    }
    return new Servers(backend, in);
  }

  private static boolean mayServe(String adminState) {
    return (Integer.parseInt(adminState) & SHUT) == 0;
  }

  /**
   * Looks before anything is changed.
   *
   * @throws UnlikeHaproxyException naming the first node that is no server here
   */
  void requireAll(Collection<String> nodes) {
    nodes.stream()
        .filter(node -> !in.containsKey(node))
        .findFirst()
        .ifPresent(
            node -> {
              throw new UnlikeHaproxyException(
                  "server %s in backend %s".formatted(node, backend),
                  "give the server there the node's name");
            });
  }

  /** The commands that let those in who are wanted and shut out now. */
  List<String> letIn(Collection<String> wanted) {
    return set("ready", name -> wanted.contains(name) && !in.get(name));
  }

  /** The commands that put everybody else into maintenance. */
  List<String> shutOut(Collection<String> wanted) {
    return set("maint", name -> !wanted.contains(name) && in.get(name));
  }

  private List<String> set(String state, Predicate<String> whom) {
    return in.keySet().stream()
        .filter(whom)
        .map(name -> "set server %s/%s state %s".formatted(backend, name, state))
        .toList();
  }
}
