package io.mgeosync.drill;

import java.util.Locale;

/** How the primary is taken out. */
public enum DrillMode {
  /** The director has no new requests go there: what a planned switch costs. */
  DRAIN,
  /** The director takes it for refused: what a closed gate costs, without its detection. */
  REFUSE,
  /**
   * A command of the operator's stops it for real: what a failure costs, its detection included.
   */
  STOP;

  /** As it is written on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
