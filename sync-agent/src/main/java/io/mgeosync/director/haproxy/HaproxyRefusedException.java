package io.mgeosync.director.haproxy;

import io.mgeosync.manifest.Refusal;

/** HAProxy answered, but did not do as told. */
public final class HaproxyRefusedException extends Refusal {
  private final String answer;

  HaproxyRefusedException(String command, String answer) {
    this(
        firstLine(command),
        firstLine(answer),
        "compare haproxy.cfg with deploy/haproxy/director.cfg");
  }

  private HaproxyRefusedException(String command, String answer, String remedy) {
    super(
        Kind.CONFIGURATION,
        "HAProxy answers \"%s\" to \"%s\"".formatted(answer, command),
        remedy,
        null);
    this.answer = answer;
  }

  private static String firstLine(String text) {
    return text.strip().lines().findFirst().orElse("");
  }

  /** Its own words, the first line. */
  public String answer() {
    return answer;
  }
}
