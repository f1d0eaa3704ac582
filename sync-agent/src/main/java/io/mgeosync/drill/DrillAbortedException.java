package io.mgeosync.drill;

import io.mgeosync.manifest.Refusal;

/** The drill was ended from outside, which also brings back what was taken out. */
public final class DrillAbortedException extends Refusal {
  DrillAbortedException() {
    super(Kind.UNAVAILABLE, "the drill was ended before its time", "drill again", null);
  }
}
