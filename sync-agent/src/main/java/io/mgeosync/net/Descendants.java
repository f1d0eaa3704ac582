package io.mgeosync.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Everything that one run of a program has started. The tree of processes tells it only while each
 * parent lives, so a run is also known by a variable in its environment, which its children
 * inherit. An orphan that has made a session of its own, as a service does that is started for
 * good, is no part of the run any more.
 */
final class Descendants {
  private static final String VARIABLE = "MGEO_SYNC_RUN";
  private static final int ROUNDS = 10;

  /** Of the fields behind the name in {@code /proc/PID/stat}: state, parent, group, session. */
  private static final int SESSION = 3;

  private final String run = UUID.randomUUID().toString();

  void mark(Map<String, String> environment) {
    environment.put(VARIABLE, run);
  }

  /** Ends the program, then round by round what it has started, until there is nothing left. */
  void kill(Process program) {
    Set<ProcessHandle> found = left(program.toHandle());
    program.destroyForcibly();
    for (int round = 0; round < ROUNDS && !found.isEmpty(); round++) {
      found.forEach(ProcessHandle::destroyForcibly);
      found = left(program.toHandle());
    }
  }

  private Set<ProcessHandle> left(ProcessHandle program) {
    var left = new HashSet<ProcessHandle>(program.descendants().toList());
    String mark = VARIABLE + "=" + run;
    ProcessHandle.allProcesses()
        .filter(other -> !other.equals(program) && isMarked(other.pid(), mark))
        .forEach(left::add);
    left.removeIf(one -> !one.isAlive());
    return left;
  }

  private static boolean isMarked(long pid, String mark) {
    Path folder = Path.of("/proc", Long.toString(pid));
    try {
      String environment = Files.readString(folder.resolve("environ"), StandardCharsets.ISO_8859_1);
      return ("\0" + environment).contains("\0" + mark)
          && session(folder).equals(session(Path.of("/proc/self")));
    } catch (IOException e) {
      return false; // gone, or another user's
    }
  }

  private static String session(Path folder) throws IOException {
    String stat = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[SESSION];
  }
}
