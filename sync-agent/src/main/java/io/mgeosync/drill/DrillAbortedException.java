package io.mgeosync.drill;

import io.mgeosync.manifest.Refusal;

/** Somebody ended the drill; what was taken out is brought back by whoever ended it. */
public final class DrillAbortedException extends Refusal {
  DrillAbortedException() {
    super(Kind.UNAVAILABLE, "the drill was ended before its time", "drill again", null);
  }
}
