package io.mgeosync.disk;

import io.mgeosync.disk.linux.Niceness;

/**
 * How work that only moves bytes behaves towards the service next door.
 *
 * @param niceness of its threads
 * @param pace of its bytes
 * @param uncached whether files are read past the page cache, so that what the service has there
 *     stays there
 */
public record Manners(Niceness niceness, Pace pace, boolean uncached) {
  /** For work that has the machine to itself, or is in a hurry. */
  public static final Manners NONE = new Manners(Niceness.NONE, Pace.FREE, false);

  public Manners with(Pace other) {
    return new Manners(niceness, other, uncached);
  }
}
