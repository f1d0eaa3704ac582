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
public record IoPolicy(Niceness niceness, Throttle pace, boolean uncached) {
  /** For work that has the machine to itself, or is in a hurry. */
  public static final IoPolicy NONE = new IoPolicy(Niceness.NONE, Throttle.FREE, false);

  public IoPolicy with(Throttle other) {
    return new IoPolicy(niceness, other, uncached);
  }
}
