package io.mgeosync.e2e.bench.failover.site;

import java.util.Locale;

/** What stands between the clients and the nodes. */
public enum Kind {
  /** nginx as the recipe has it; no agents. */
  RECIPE("the recipe as written"),
  /** nginx asks a director before each request. */
  DIRECTOR_NGINX("nginx + director"),
  /** A director tells HAProxy. */
  DIRECTOR_HAPROXY("HAProxy + director"),
  /** nginx on each node asks that node's agent; a passive nginx in front. */
  IN_PATH("in-path gate");

  private final String words;

  Kind(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }

  /** The name on the command line. */
  public String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Kind named(String option) {
    return valueOf(option.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Whether an agent runs on each node. */
  public boolean agents() {
    return this != RECIPE;
  }

  public boolean director() {
    return this == DIRECTOR_NGINX || this == DIRECTOR_HAPROXY;
  }

  boolean gates() {
    return this == IN_PATH;
  }
}
