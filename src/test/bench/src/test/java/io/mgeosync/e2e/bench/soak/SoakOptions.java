package io.mgeosync.e2e.bench.soak;

import java.time.Duration;
import java.util.List;

/**
 * How long to look, and how hard to try.
 *
 * @param looks in all
 * @param perSecond looks that are due a second
 * @param seed of what goes wrong and when
 * @param stopped the longest time that the agent gets no processor at all
 */
record SoakOptions(long looks, int perSecond, long seed, Duration stopped) {
  static final String USAGE =
      """
      usage: soak [option]…
        --looks N         at /readyz; 100000 when not given
        --rate N          looks a second; 100 when not given
        --seed N          of what goes wrong and when; 1 when not given
        --stopped SECONDS the longest SIGSTOP of the agent; 5 when not given\
      """;

  SoakOptions {
    if (looks < 1 || perSecond < 1 || !stopped.isPositive()) {
      throw new IllegalArgumentException("--looks, --rate and --stopped are positive");
    }
  }

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static SoakOptions parse(List<String> words) {
    var options = new SoakOptions(100_000, 100, 1, Duration.ofSeconds(5));
    for (int i = 0; i < words.size(); i += 2) {
      if (i + 1 == words.size()) {
        throw new IllegalArgumentException("no value for " + words.get(i));
      }
      options = options.with(words.get(i), words.get(i + 1));
    }
    return options;
  }

  private SoakOptions with(String option, String value) {
    return switch (option) {
      case "--looks" -> new SoakOptions(number(value), perSecond, seed, stopped);
      case "--rate" -> new SoakOptions(looks, (int) number(value), seed, stopped);
      case "--seed" -> new SoakOptions(looks, perSecond, number(value), stopped);
      case "--stopped" ->
          new SoakOptions(looks, perSecond, seed, Duration.ofSeconds(number(value)));
      default -> throw new IllegalArgumentException("no such option: " + option);
    };
  }

  private static long number(String word) {
    try {
      return Integer.parseInt(word);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a number: " + word, e);
    }
  }
}
