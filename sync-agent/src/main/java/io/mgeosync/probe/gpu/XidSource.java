package io.mgeosync.probe.gpu;

import java.util.List;

/** Where Xids are reported beside the driver's own events. */
@FunctionalInterface
public interface XidSource {
  /** What was reported since the last call; never waits. */
  List<Xid> takeXids();
}
