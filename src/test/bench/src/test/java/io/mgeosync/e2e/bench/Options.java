package io.mgeosync.e2e.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What to measure.
 *
 * @param scale factor for all sizes; results count as such only with 1
 * @param runs timed runs of each peer in each part, in turns
 * @param parts what to measure
 * @param memory a directory in memory-backed storage
 * @param disk a directory on the disk that one part writes to
 * @param limit how long one run may take
 * @param rate requests a second that the service gets
 * @param syncOptions more words for our one-shot pull
 * @param agentYaml more lines for our agent's configuration
 */
record Options(
    double scale,
    int runs,
    Set<Part> parts,
    Path memory,
    Path disk,
    Duration limit,
    double rate,
    List<String> syncOptions,
    String agentYaml) {

  /** A part of the benchmark. */
  enum Part {
    COLD,
    UNCHANGED,
    INSERTION,
    MANY,
    DISK,
    RESUME,
    VERIFY,
    NEIGHBOUR;

    static Part named(String name) {
      return valueOf(name.toUpperCase(Locale.ROOT));
    }
  }

  static final String USAGE =
      """
      usage: transfer [option]…
        --scale FACTOR      of all sizes; 1 when not given, 0.02 for a quick try
        --runs N            timed runs of each peer, in turns; 5 when not given
        --only PART,PART…   of: cold unchanged insertion many disk resume verify neighbour
        --memory DIR        memory-backed storage; /dev/shm when not given
        --disk DIR          the disk for the part "disk"; /var/tmp when not given
        --limit SECONDS     how long one run may take; 600 when not given
        --rate N            requests a second that the service gets (neighbour); 50 when not given
        --sync-option WORD  one more word for mgeo-sync sync; may be given again
        --agent-yaml LINES  more lines for the agent's configuration\
      """;

  Options {
    if (!(scale > 0) || runs < 1 || !(rate > 0) || limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("--scale, --runs, --rate and --limit must be positive");
    }
    syncOptions = List.copyOf(syncOptions);
  }

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static Options parse(List<String> words) {
    var given = new Given();
    for (int i = 0; i < words.size(); i += 2) {
      if (i + 1 == words.size()) {
        throw new IllegalArgumentException("no value for " + words.get(i));
      }
      given.take(words.get(i), words.get(i + 1));
    }
    return given.options();
  }

  /** The options while they are being read, with what holds when nothing is given. */
  private static final class Given {
    private double scale = 1;
    private int runs = 5;
    private Set<Part> parts = EnumSet.allOf(Part.class);
    private Path memory = Path.of("/dev/shm");
    private Path disk = Path.of("/var/tmp");
    private Duration limit = Duration.ofMinutes(10);
    private double rate = 50;
    private final List<String> syncOptions = new ArrayList<>();
    private String agentYaml = "";

    void take(String name, String value) {
      switch (name) {
        case "--scale" -> scale = Double.parseDouble(value);
        case "--runs" -> runs = Integer.parseInt(value);
        case "--only" -> parts = parts(value);
        case "--memory" -> memory = Path.of(value);
        case "--disk" -> disk = Path.of(value);
        case "--limit" -> limit = Duration.ofSeconds(Long.parseLong(value));
        case "--rate" -> rate = Double.parseDouble(value);
        case "--sync-option" -> syncOptions.add(value);
        case "--agent-yaml" -> agentYaml = value;
        default -> throw new IllegalArgumentException("no such option: " + name);
      }
    }

    private static Set<Part> parts(String names) {
      Set<Part> parts = EnumSet.noneOf(Part.class);
      for (String name : List.of(names.split(",", -1))) {
        parts.add(Part.named(name));
      }
      return parts;
    }

    Options options() {
      return new Options(scale, runs, parts, memory, disk, limit, rate, syncOptions, agentYaml);
    }
  }

  boolean has(Part part) {
    return parts.contains(part);
  }
}
