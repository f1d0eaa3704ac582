package io.mgeosync.cli;

import java.util.List;

/**
 * How much is logged, decided before the first logger is made: the agent tells what happens, every
 * other verb only what is wrong. {@code logback.xml} reads these properties.
 */
final class Logs {
  static final String LEVEL = "mgeosync.log.level";

  private Logs() {}

  static void prepare(String[] args) {
    if (System.getProperty(LEVEL) == null) {
      System.setProperty(LEVEL, List.of(args).contains("agent") ? "INFO" : "ERROR");
    }
  }
}
