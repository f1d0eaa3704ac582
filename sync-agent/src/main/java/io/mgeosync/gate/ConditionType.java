package io.mgeosync.gate;

/**
 * What must all be true before a node may serve. The names are part of the API: JSON, metrics and
 * logs use them.
 */
public enum ConditionType {
  /**
   * The channel says which version should be served, and it was read recently enough to be
   * believed.
   */
  DESIRED_KNOWN("DesiredKnown"),
  /**
   * Every byte of the active release was proven against its pinned manifest, and nothing touched it
   * since.
   */
  VERIFIED("Verified"),
  /** This node is what the bundle's manifest asks for: GPU, driver, dependencies, configuration. */
  REQUIREMENTS_MET("RequirementsMet"),
  /** The active release is one that the channel allows to serve. */
  ACTIVE("Active"),
  /** The GPUs that should be here are here, and compute. */
  GPU_USABLE("GpuUsable"),
  /** The running service itself reports that it has loaded the active release. */
  SERVED("Served"),
  /** The running service answers its health request in time. */
  SERVICE_HEALTHY("ServiceHealthy"),
  /** The running service gives the bundle's golden answers. */
  SMOKE_PASSED("SmokePassed");

  private final String label;

  ConditionType(String label) {
    this.label = label;
  }

  @Override
  public String toString() {
    return label;
  }
}
