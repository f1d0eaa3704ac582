package io.mgeosync.probe.service;

import io.mgeosync.activate.ActiveRelease;
import java.io.IOException;

/** One source that may know what the running service has loaded. */
@FunctionalInterface
public interface Witness {
  /**
   * Looks once; may block for as long as the probe that asks.
   *
   * @throws IOException when the look failed, which says nothing
   */
  Testimony look(ActiveRelease active) throws IOException, InterruptedException;
}
