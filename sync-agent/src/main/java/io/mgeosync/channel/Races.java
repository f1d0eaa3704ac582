package io.mgeosync.channel;

/** What becomes of a change on a store that cannot decide which of two writers is first. */
public enum Races {
  /** It is refused before anything is written. */
  REFUSED,

  /**
   * It is done. Afterwards the channel is read back, so that a change which another writer has
   * overwritten is most likely noticed and made again.
   */
  RISKED
}
