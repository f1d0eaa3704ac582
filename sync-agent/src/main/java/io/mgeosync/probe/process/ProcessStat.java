package io.mgeosync.probe.process;

import java.util.Optional;

/**
 * What {@code /proc/PID/stat} says of a process; the fields are counted as in proc_pid_stat(5).
 *
 * @param name at most 15 characters, chosen by the process: it may hold anything, brackets too
 */
record ProcessStat(ProcessId id, String name, long parent) {
  private static final int STATE = 3;
  private static final int PARENT = 4;
  private static final int START_TIME = 22;
  private static final String ENDED = "ZXx";

  /** Empty when this is no such line, or that of a process which has ended and waits to be told. */
  static Optional<ProcessStat> parse(String line) {
    int open = line.indexOf('(');
    int close = line.lastIndexOf(')');
    if (open < 1 || close < open) {
      return Optional.empty();
    }
    String[] afterName = line.substring(close + 1).strip().split(" ", -1);
    if (afterName.length <= START_TIME - STATE || ENDED.contains(afterName[0])) {
      return Optional.empty();
    }
    try {
      var id =
          new ProcessId(
              Long.parseLong(line.substring(0, open).strip()),
              Long.parseLong(afterName[START_TIME - STATE]));
      long parent = Long.parseLong(afterName[PARENT - STATE]);
      return Optional.of(new ProcessStat(id, line.substring(open + 1, close), parent));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
