package io.mgeosync.manifest;

import java.util.Locale;

/**
 * The rules of FORMAT.md, one constant each; the constant's id is the rule's name in that document,
 * in messages and in the names of the test vectors.
 */
public enum Rule {
  TOO_LARGE(Rule.REBUILD),
  NOT_JSON(Rule.REBUILD),
  TOO_DEEP(Rule.REBUILD),
  VALUE_TOO_LONG(Rule.REBUILD),
  UNKNOWN_FORMAT(Rule.REBUILD),
  UNKNOWN_MAJOR(Rule.UPGRADE),
  UNKNOWN_MINOR(Rule.UPGRADE),
  WRONG_TYPE(Rule.REBUILD),
  UNKNOWN_KEY(Rule.UPGRADE),
  MISSING_KEY(Rule.REBUILD),
  DUPLICATE_KEY(Rule.REBUILD),
  NOT_CANONICAL(Rule.REBUILD),

  BUNDLE_NAME(Rule.REBUILD),
  BUNDLE_VERSION(Rule.REBUILD),
  CREATED(Rule.REBUILD),
  CHUNKING_ALGORITHM(Rule.UPGRADE),
  CHUNKING_RANGE(Rule.REBUILD),
  DIGEST_SPELLING(Rule.REBUILD),
  SIZE_RANGE(Rule.REBUILD),
  CHUNK_SIZE(Rule.REBUILD),
  CHUNKS_DO_NOT_TILE(Rule.REBUILD),

  NO_FILES("put at least one file into the directory, then publish again"),
  TOO_MANY_FILES("pack small files into archives, then publish again"),

  REQUIREMENT(Rule.REBUILD),
  DECIMAL_SPELLING(Rule.REBUILD),
  SMOKE_ADAPTER(Rule.UPGRADE),
  SMOKE_CASE(Rule.REBUILD),
  SMOKE_EXPECTATION(Rule.REBUILD),
  SMOKE_TOO_MANY("keep fewer cases or expectations, then publish again"),

  PATH_ABSOLUTE(Rule.RENAME),
  PATH_EMPTY_SEGMENT(Rule.RENAME),
  PATH_DOTDOT(Rule.RENAME),
  PATH_CONTROL(Rule.RENAME),
  PATH_BACKSLASH(Rule.RENAME),
  PATH_NOT_UNICODE(Rule.RENAME),
  PATH_NOT_NFC(Rule.RENAME),
  PATH_TOO_LONG(Rule.RENAME),
  PATH_RESERVED(Rule.RENAME),
  PATH_DUPLICATE(Rule.REBUILD),
  PATH_TWIN(Rule.RENAME),
  PATH_FILE_AND_DIRECTORY(Rule.REBUILD);

  private static final String REBUILD =
      "do not use this manifest: publish the bundle again with mgeo-sync publish";
  private static final String RENAME = "rename the file, then publish the bundle again";
  private static final String UPGRADE =
      "upgrade mgeo-sync here: what it cannot read, it cannot promise";

  private final String remedy;

  Rule(String remedy) {
    this.remedy = remedy;
  }

  /** Such as {@code path-not-nfc}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What a person does about a manifest that breaks this rule. */
  public String remedy() {
    return remedy;
  }

  @Override
  public String toString() {
    return id();
  }
}
