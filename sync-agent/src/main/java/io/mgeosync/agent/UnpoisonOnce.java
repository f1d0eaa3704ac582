package io.mgeosync.agent;

import io.mgeosync.activate.PoisonList;
import io.mgeosync.activate.Poisoned;
import io.mgeosync.config.AgentConfig;
import io.mgeosync.disk.DirectoryLock;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.reconcile.BundleSettings;
import java.util.List;

/** The list of what failed on this node, without the agent. */
public final class UnpoisonOnce {
  private UnpoisonOnce() {}

  /** What is listed, oldest first; needs no lock. */
  public static List<Poisoned> listed(AgentConfig config, BundleSettings bundle) {
    return new PoisonList(layout(config, bundle)).all();
  }

  /**
   * Clears the list.
   *
   * @throws io.mgeosync.disk.DirectoryBusyException while the agent, or a sync, works there
   */
  public static void run(AgentConfig config, BundleSettings bundle) {
    NodeLayout layout = layout(config, bundle);
    try (var _ = DirectoryLock.acquire(layout)) {
      new PoisonList(layout).clear();
    }
  }

  private static NodeLayout layout(AgentConfig config, BundleSettings bundle) {
    return new NodeLayout(config.state(), bundle.name());
  }
}
