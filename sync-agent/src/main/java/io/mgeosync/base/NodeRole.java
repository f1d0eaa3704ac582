package io.mgeosync.base;

/** What a node is meant for among those that serve the same; what it does is decided elsewhere. */
public enum NodeRole {
  PRIMARY("primary"),
  BACKUP("backup");

  private final String label;

  NodeRole(String label) {
    this.label = label;
  }

  /** As {@link #toString} spells it. */
  public static NodeRole parse(String text) {
    for (NodeRole role : values()) {
      if (role.label.equals(text)) {
        return role;
      }
    }
    throw new InvalidValueException("\"" + text + "\" is not a role", "write primary or backup");
  }

  @Override
  public String toString() {
    return label;
  }
}
