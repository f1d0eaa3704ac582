package io.mgeosync.cli;

import java.util.List;
import java.util.stream.Stream;

/**
 * How much is logged, decided before the first logger is made: the agent and the director tell what
 * happens, every other verb only what is wrong. {@code logback.xml} reads these properties.
 */
final class Logs {
  static final String LEVEL = "mgeosync.log.level";

  private static final List<String> DAEMONS = List.of("agent", "director");

  private static volatile Runnable flush = () -> {};

  private Logs() {}

  /** Has {@link #flush} do this; no logger is made for it. */
  static void flushing(Runnable work) {
    flush = work;
  }

  /** What was logged is written, unless its reader has stalled. */
  static void flush() {
    flush.run();
  }

  static void prepare(String[] args) {
    if (System.getProperty(LEVEL) == null) {
      System.setProperty(LEVEL, Stream.of(args).anyMatch(DAEMONS::contains) ? "INFO" : "ERROR");
    }
  }
}
