package io.mgeosync.agent;

import io.mgeosync.config.AgentConfig;
import io.mgeosync.probe.node.Environment;
import io.mgeosync.probe.node.RequirementsCheck;
import io.mgeosync.reconcile.BundleSettings;

/** What a bundle may require, held against this node. */
final class Requirement {
  private Requirement() {}

  static RequirementsCheck check(BundleSettings bundle, Environment environment) {
    return new RequirementsCheck(DriverFacts.ofBundle(bundle), environment);
  }

  /** What this node gives its services. */
  static Environment environment(AgentConfig config) {
    return new Environment(config.environment().pythonLock(), config.environment().configFiles());
  }
}
