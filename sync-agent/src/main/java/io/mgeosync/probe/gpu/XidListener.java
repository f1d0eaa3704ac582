package io.mgeosync.probe.gpu;

/** Hears of each Xid once, when it comes. */
@FunctionalInterface
public interface XidListener {
  XidListener NONE = (xid, ours) -> {};

  /**
   * Is told of one.
   *
   * @param ours whether it names a process of the service
   */
  void heard(Xid xid, boolean ours);
}
