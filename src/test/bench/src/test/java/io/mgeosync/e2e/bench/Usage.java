package io.mgeosync.e2e.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What one run cost.
 *
 * @param wall seconds from start to end
 * @param cpu seconds, user and system, of the process and all that it started and waited for
 * @param peakRss MiB that the largest of its processes held at once
 * @param serverCpu seconds, user and system, that the S3 server spent meanwhile
 */
record Usage(double wall, double cpu, double peakRss, double serverCpu) {
  private static final double KIB_PER_MIB = 1024;

  /** The format for {@code time -f} that {@link #ofTimeFile} reads. */
  static final String TIME_FORMAT = "%U %S %M";

  /**
   * Reads what GNU time wrote about a process that it waited for.
   *
   * @param wall seconds, measured by the caller: GNU time rounds them to hundredths
   */
  static Usage ofTimeFile(Path file, double wall) throws IOException {
    // A command that fails makes GNU time put a line of its own before ours.
    String[] words = Files.readAllLines(file).getLast().split(" ", -1);
    double cpu = Double.parseDouble(words[0]) + Double.parseDouble(words[1]);
    return new Usage(wall, cpu, Double.parseDouble(words[2]) / KIB_PER_MIB, 0);
  }

  Usage withServerCpu(double seconds) {
    return new Usage(wall, cpu, peakRss, seconds);
  }

  /** The mean of runs that are too short to be read one by one; the peak stays the peak. */
  static Usage mean(List<Usage> runs) {
    int n = runs.size();
    return new Usage(
        runs.stream().mapToDouble(Usage::wall).sum() / n,
        runs.stream().mapToDouble(Usage::cpu).sum() / n,
        runs.stream().mapToDouble(Usage::peakRss).max().orElseThrow(),
        runs.stream().mapToDouble(Usage::serverCpu).sum() / n);
  }
}
