package io.mgeosync.e2e.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Our verify beside coreutils' checks of the same directory, held to one core and to two. */
final class VerifyBench {
  static final String ONE_CORE = "verify, one core";
  static final String TWO_CORES = "verify, two cores";
  static final String SHA256SUM = "sha256sum -c";
  static final String VERIFY = "mgeo-sync verify";

  private final Site site;
  private final int runs;
  private final Results results;

  VerifyBench(Site site, int runs, Results results) {
    this.site = site;
    this.runs = runs;
    this.results = results;
  }

  void run() throws IOException {
    List<Integer> cores = Machine.cores();
    measure(ONE_CORE, cores.subList(0, 1));
    if (cores.size() > 1) {
      measure(TWO_CORES, cores.subList(0, 2));
    } else {
      results.add(Row.without(TWO_CORES, VERIFY, "missing: only one core here"));
    }
  }

  private void measure(String label, List<Integer> cores) throws IOException {
    Map<String, List<Usage>> measured = new LinkedHashMap<>();
    Map<String, List<String>> commands = commands(site.published(Version.BIG));
    for (int run = 0; run < runs; run++) {
      for (var command : commands.entrySet()) {
        Usage usage = site.timed().run(Map.of(), pinned(cores, command.getValue()));
        measured.computeIfAbsent(command.getKey(), name -> new ArrayList<>()).add(usage);
      }
    }
    measured.forEach(
        (name, usages) -> results.add(new Row(label, name, usages, Optional.empty(), "")));
  }

  private static Map<String, List<String>> commands(Path directory) {
    Map<String, List<String>> commands = new LinkedHashMap<>();
    commands.put(SHA256SUM, inside(directory, "sha256sum", "SHA256SUMS"));
    commands.put("md5sum -c", inside(directory, "md5sum", "MD5SUMS"));
    commands.put(VERIFY, List.of(Site.program(), "verify", directory.toString()));
    return commands;
  }

  private static List<String> inside(Path directory, String tool, String sums) {
    return List.of("env", "-C", directory.toString(), tool, "-c", "--quiet", sums);
  }

  private static List<String> pinned(List<Integer> cores, List<String> command) {
    String list = String.join(",", cores.stream().map(String::valueOf).toList());
    List<String> pinned = new ArrayList<>(List.of("taskset", "-c", list));
    pinned.addAll(command);
    return pinned;
  }
}
