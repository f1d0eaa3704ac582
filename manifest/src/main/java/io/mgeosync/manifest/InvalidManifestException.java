package io.mgeosync.manifest;

/** A manifest, or what was to become one, breaks a rule of FORMAT.md. */
public final class InvalidManifestException extends Refusal {
  private final Rule rule;
  private final String where;

  /**
   * @param where what breaks the rule: a JSON pointer, a path, or two paths; may be hostile text,
   *     and is made printable here
   * @param problem what is wrong with it, without line breaks
   */
  public InvalidManifestException(Rule rule, String where, String problem) {
    super(
        Kind.MISMATCH,
        "the manifest breaks the rule %s at %s: %s"
            .formatted(rule, Printable.of(where), Printable.of(problem)),
        rule.remedy(),
        null);
    this.rule = rule;
    this.where = Printable.of(where);
  }

  public Rule rule() {
    return rule;
  }

  /** A JSON pointer into the document, or the path or paths at fault; printable, on one line. */
  public String where() {
    return where;
  }
}
