package io.mgeosync.cli;

import io.mgeosync.fetch.FetchListener;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.Refusal;

/** How a sync tells what it does. */
interface SyncReport {

  /** Hears the transfer of one bundle. */
  FetchListener listener(BundleName bundle);

  void reportCycle(BundleName bundle, Node.Cycle cycle);

  /** The cycle could not even be begun. */
  void reportRefusal(BundleName bundle, Refusal refusal);
}
