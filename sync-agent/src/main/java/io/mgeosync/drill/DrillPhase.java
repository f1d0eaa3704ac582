package io.mgeosync.drill;

import java.util.Locale;

/** The drill's three parts. */
public enum DrillPhase {
  /** Answered before the node was taken out. */
  BEFORE,
  /** On its way when the node was taken out, or due while it was. */
  DURING,
  /** Due after the order to bring it back. */
  AFTER;

  static DrillPhase of(Sample sample, Timeline timeline) {
    if (sample.due() >= timeline.restored()) {
      return AFTER;
    }
    return sample.end() < timeline.action() ? BEFORE : DURING;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
