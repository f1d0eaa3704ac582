package io.mgeosync.director.haproxy;

import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.Refusal.Kind;
import java.io.IOException;
import java.nio.file.Path;

/** What keeps HAProxy from following a route. */
final class HaproxyRefusals {
  private HaproxyRefusals() {}

  /** HAProxy cannot be reached, or does not answer. */
  static Refusal away(Path socket, IOException cause) {
    return Refusal.of(
        Kind.UNAVAILABLE,
        "HAProxy does not answer on " + socket + ": " + cause.getMessage(),
        "look whether it runs, has \"stats socket … level admin\" there, and lets this user write",
        cause);
  }

  /** HAProxy answered, but did not do as told. */
  static Refusal refused(String command, String answer) {
    return Refusal.of(
        Kind.CONFIGURATION,
        "HAProxy answers \"%s\" to \"%s\"".formatted(firstLine(answer), firstLine(command)),
        "compare haproxy.cfg with deploy/haproxy/director.cfg");
  }

  /** HAProxy's configuration lacks something that the route needs. */
  static Refusal lacks(String missing, String remedy) {
    return Refusal.of(Kind.CONFIGURATION, "HAProxy has no " + missing, remedy);
  }

  private static String firstLine(String text) {
    return text.strip().lines().findFirst().orElse("");
  }
}
