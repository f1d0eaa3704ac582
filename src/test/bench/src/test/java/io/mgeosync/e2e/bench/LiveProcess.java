package io.mgeosync.e2e.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux says about a process that goes on running: its CPU time and its memory. */
record LiveProcess(long pid) {
  /** Linux reports these times in hundredths of a second on every architecture. */
  private static final double TICKS_PER_SECOND = 100;

  private static final double KIB_PER_MIB = 1024;
  private static final int USER_TICKS = 11;
  private static final int SYSTEM_TICKS = 12;

  /** Seconds of CPU, user and system, since its start. */
  double cpu() throws IOException {
    return ticks(Files.readString(file("stat"))) / TICKS_PER_SECOND;
  }

  /** The fields after the name, which itself may hold spaces and parentheses. */
  static long ticks(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
  }

  /** The most MiB that it held at once since {@link #resetPeak}, or since its start. */
  double peakRss() throws IOException {
    return Files.readAllLines(file("status")).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .mapToDouble(line -> Double.parseDouble(line.split("\\s+", -1)[1]))
            .findFirst()
            .orElseThrow(() -> new IOException("no VmHWM of process " + pid))
        / KIB_PER_MIB;
  }

  /** Lets the peak begin anew from what the process holds now. */
  void resetPeak() throws IOException {
    Files.writeString(file("clear_refs"), "5");
  }

  private Path file(String name) {
    return Path.of("/proc", Long.toString(pid), name);
  }
}
