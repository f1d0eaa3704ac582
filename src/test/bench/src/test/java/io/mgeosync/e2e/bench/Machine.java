package io.mgeosync.e2e.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the numbers were measured on and with. */
public final class Machine {
  private Machine() {}

  /** One line each: the machine, then the programs. */
  public static List<String> describe() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s; %d cores; %s; Linux %s; Java %s"
            .formatted(
                field("/proc/cpuinfo", "model name"),
                cores().size(),
                memory(),
                System.getProperty("os.version"),
                Runtime.version()));
    Stream.of("rclone", "rsync", "s5cmd", "sha256sum").map(Machine::version).forEach(lines::add);
    return lines;
  }

  private static String memory() throws IOException {
    long kib = Long.parseLong(field("/proc/meminfo", "MemTotal").split(" ", -1)[0]);
    return kib / (1024 * 1024) + " GiB";
  }

  /** The numbers of the cores that we may use. */
  static List<Integer> cores() throws IOException {
    List<Integer> cores = new ArrayList<>();
    for (String range : field("/proc/self/status", "Cpus_allowed_list").split(",", -1)) {
      String[] ends = range.split("-", -1);
      for (int i = Integer.parseInt(ends[0]); i <= Integer.parseInt(ends[ends.length - 1]); i++) {
        cores.add(i);
      }
    }
    return cores;
  }

  private static String field(String file, String name) throws IOException {
    return Files.readAllLines(Path.of(file)).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown");
  }

  private static String version(String tool) {
    if (!CommandPeer.onPath(tool)) {
      return tool + ": not installed";
    }
    try {
      Process process =
          new ProcessBuilder(tool, tool.equals("s5cmd") ? "version" : "--version")
              .redirectErrorStream(true)
              .start();
      try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
        return tool + ": " + reader.readLine();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
