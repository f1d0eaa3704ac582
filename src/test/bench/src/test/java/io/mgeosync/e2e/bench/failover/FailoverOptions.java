package io.mgeosync.e2e.bench.failover;

import io.mgeosync.e2e.bench.failover.load.Clients.KeepAlive;
import io.mgeosync.e2e.bench.failover.site.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What to measure.
 *
 * @param kinds columns that run side by side, each with its own clients
 * @param rates requests a second in each column, one rate after the other
 * @param runs of each mode
 * @param json where each run adds one line
 * @param only print what stands there already
 */
record FailoverOptions(
    List<Kind> kinds,
    List<Mode> modes,
    List<Integer> rates,
    int runs,
    Schedule schedule,
    KeepAlive keepAlive,
    Path json,
    boolean only) {
  static final String USAGE =
      """
      usage: failover [option]…
        --columns A,B…     of: recipe director-nginx director-haproxy in-path; all when not given
        --modes A,B…       all when not given: killed host-gone hung error-500 error-503 slow
                           slow-garbage cpu-fallback old-version corrupt gpu-lost bad-input
                           agent-killed agent-hung director-killed director-hung flapping
                           switchover configuration rolling both-switch peer-partition
                           last-agent-restarts channel-expires neighbours-xid
        --rates N,N…       requests a second in each column; 50 when not given
        --runs N           of each mode; 3 when not given
        --fault-at SECONDS from the clients' start; 10 when not given
        --heal-at SECONDS  40 when not given
        --end SECONDS      50 when not given
        --keep-alive KIND  yes, no, or half: every second request on a kept connection, when not given
        --json FILE        each run adds a line to it; failover.jsonl when not given
        --print FILE       measure nothing: print what stands in a file of --json\
      """;

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "--columns", "recipe,director-nginx,director-haproxy,in-path",
          "--modes", "all",
          "--rates", "50",
          "--runs", "3",
          "--fault-at", "10",
          "--heal-at", "40",
          "--end", "50",
          "--keep-alive", "half",
          "--json", "failover.jsonl",
          "--print", "");

  FailoverOptions {
    kinds = List.copyOf(kinds);
    modes = List.copyOf(modes);
    rates = List.copyOf(rates);
    if (runs < 1 || rates.stream().anyMatch(rate -> rate < 1)) {
      throw new IllegalArgumentException("--runs and --rates are positive");
    }
  }

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static FailoverOptions parse(List<String> words) {
    Map<String, String> values = new TreeMap<>(DEFAULTS);
    for (int i = 0; i < words.size(); i += 2) {
      if (i + 1 == words.size()) {
        throw new IllegalArgumentException("no value for " + words.get(i));
      }
      if (values.put(words.get(i), words.get(i + 1)) == null) {
        throw new IllegalArgumentException("no such option: " + words.get(i));
      }
    }
    return of(values);
  }

  private static FailoverOptions of(Map<String, String> values) {
    Function<String, String> value = name -> String.valueOf(values.get(name));
    String print = value.apply("--print");
    return new FailoverOptions(
        list(value.apply("--columns"), Kind::named),
        modes(value.apply("--modes")),
        list(value.apply("--rates"), FailoverOptions::number),
        number(value.apply("--runs")),
        Schedule.once(
            seconds(value.apply("--fault-at")),
            seconds(value.apply("--heal-at")),
            seconds(value.apply("--end"))),
        KeepAlive.valueOf(value.apply("--keep-alive").toUpperCase(Locale.ROOT)),
        Path.of(print.isEmpty() ? value.apply("--json") : print),
        !print.isEmpty());
  }

  private static List<Mode> modes(String list) {
    return list.equals("all") ? List.of(Mode.values()) : list(list, Mode::named);
  }

  private static <T> List<T> list(String words, Function<String, T> read) {
    return Arrays.stream(words.split(",", -1)).map(read).toList();
  }

  private static Duration seconds(String word) {
    return Duration.ofSeconds(number(word));
  }

  private static int number(String word) {
    try {
      return Integer.parseInt(word);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a number: " + word, e);
    }
  }
}
