package io.mgeosync.disk.linux;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How readily a thread lets others have the processor and the disk. A thread passes its niceness on
 * to the threads that it starts, so a nice one must start none that has to be prompt.
 *
 * @param nice as nice(1) counts; 0 for no change
 */
public record Niceness(int nice) {
  public static final Niceness NONE = new Niceness(0);

  private static final Logger log = LoggerFactory.getLogger(Niceness.class);
  private static final int NICEST = 19;

  /** IOPRIO_CLASS_BE, and the last of its eight levels. */
  private static final long BEST_EFFORT_LAST = (2 << 13) | 7;

  public Niceness {
    if (nice < 0 || nice > NICEST) {
      throw new IllegalArgumentException("niceness is from 0 to 19, not " + nice);
    }
  }

  /** Makes the calling thread, a platform thread, nicer, where the kernel lets it. */
  public void apply() {
    if (nice > 0) {
      LibC.here().ifPresent(this::apply);
    }
  }

  private void apply(LibC libc) {
    boolean processor = libc.setNiceness(Math.max(nice, libc.niceness()));
    boolean disk = libc.setIoPriority(BEST_EFFORT_LAST);
    if (!processor || !disk) {
      log.debug("the kernel does not let this thread be nice");
    }
  }
}
