package io.mgeosync.reconcile;

/**
 * When there is something to tell of a source that fails: once when it begins, and once when it is
 * over. A slow mount answers now and then, and a line for each change of its mind would hide all
 * others: it is over after some good answers in a row. Confined to one thread.
 */
final class ReadTrouble {
  private static final int GOOD_IN_A_ROW = 3;

  private boolean going;
  private int good;

  /** The source has failed: whether that is news. */
  boolean begins() {
    boolean news = !going;
    going = true;
    good = 0;
    return news;
  }

  /** The source has answered: whether it is known by now to be well again. */
  boolean isOver() {
    if (!going || ++good < GOOD_IN_A_ROW) {
      return false;
    }
    going = false;
    return true;
  }
}
