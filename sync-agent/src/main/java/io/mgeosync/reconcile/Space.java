package io.mgeosync.reconcile;

import io.mgeosync.activate.Housekeeper;
import io.mgeosync.channel.Pin;
import io.mgeosync.disk.DiskFailures;
import io.mgeosync.disk.DiskFullException;
import io.mgeosync.disk.DiskUse;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.disk.ReleaseName;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives former releases up when the disk gets tight, and never what a {@link Housekeeper} keeps.
 */
final class Space {
  private static final Logger log = LoggerFactory.getLogger(Space.class);

  private final NodeLayout layout;
  private final Housekeeper housekeeper;
  private final SpaceSettings marks;
  private final LongSupplier free;
  private final LongSupplier total;
  private boolean tight;

  Space(NodeLayout layout, Housekeeper housekeeper, SpaceSettings marks) {
    this(
        layout,
        housekeeper,
        marks,
        () -> DiskFailures.freeBytes(layout.root()),
        () -> DiskUse.total(layout.root()));
  }

  /**
   * With a disk for tests.
   *
   * @param free bytes
   * @param total bytes
   */
  Space(
      NodeLayout layout,
      Housekeeper housekeeper,
      SpaceSettings marks,
      LongSupplier free,
      LongSupplier total) {
    this.layout = layout;
    this.housekeeper = housekeeper;
    this.marks = marks;
    this.free = free;
    this.total = total;
  }

  /**
   * Above the high mark removes what can go, until below the low one.
   *
   * @return whether there is room to fetch ahead
   */
  boolean relieve(Set<Pin> needed) {
    if (isAboveHigh()) {
      evict(needed, () -> !marks.isAboveLow(free.getAsLong(), total.getAsLong()));
    }
    logPressure(isAboveHigh());
    return !tight;
  }

  private boolean isAboveHigh() {
    return marks.isAboveHigh(free.getAsLong(), total.getAsLong());
  }

  private void logPressure(boolean now) {
    if (now && !tight) {
      log.warn(
          "{}: more than {}% of the disk is in use and nothing more can go: nothing is fetched"
              + " ahead",
          layout.bundle(), marks.high());
    }
    tight = now;
  }

  /**
   * Removes what can go for a fetch that had not the room, but nothing in vain.
   *
   * @return whether it is worth another try
   */
  boolean makeRoom(DiskFullException full, Set<Pin> needed) {
    boolean suffices = free.getAsLong() + housekeeper.evictableBytes(needed) >= full.needed();
    if (suffices) {
      evict(needed, () -> free.getAsLong() >= full.needed());
    }
    return suffices;
  }

  private void evict(Set<Pin> needed, BooleanSupplier enough) {
    List<ReleaseName> gone = housekeeper.evict(needed, enough);
    gone.forEach(name -> log.info("{}: removed {} for want of room", layout.bundle(), name));
  }
}
