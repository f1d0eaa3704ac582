package io.mgeosync.manifest;

import org.jspecify.annotations.Nullable;

/** A manifest breaks a rule of FORMAT.md; nothing of it is used. */
public final class InvalidManifestException extends Refusal {
  private final String rule;
  private final String where;

  /**
   * Names the rule and the place.
   *
   * @param rule the rule's name in FORMAT.md
   * @param where the path, key or position that breaks it
   */
  public InvalidManifestException(String rule, String where, String what) {
    this(rule, where, what, null);
  }

  public InvalidManifestException(
      String rule, String where, String what, @Nullable Throwable cause) {
    super(
        Kind.MISMATCH,
        "the manifest breaks the rule %s at %s: %s".formatted(rule, printable(where), what),
        "publish the bundle again with mgeo-sync publish",
        cause);
    this.rule = rule;
    this.where = where;
  }

  public String rule() {
    return rule;
  }

  public String where() {
    return where;
  }

  /** Names in a manifest may come from an attacker: they must not forge a log line. */
  private static String printable(String untrusted) {
    String shown = untrusted.length() > 120 ? untrusted.substring(0, 120) + "…" : untrusted;
    return shown.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
  }
}
