package io.mgeosync.probe.node;

import io.mgeosync.manifest.Requirements;
import io.mgeosync.probe.Probe;
import io.mgeosync.probe.ProbeResult;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Looks whether this node still is what the active release requires. */
public final class RequirementsProbe implements Probe {
  private final RequirementsCheck check;
  private final Supplier<Optional<Requirements>> required;

  /**
   * One for each bundle.
   *
   * @param required of the active release; empty when it requires nothing or nothing is active
   */
  public RequirementsProbe(RequirementsCheck check, Supplier<Optional<Requirements>> required) {
    this.check = check;
    this.required = required;
  }

  @Override
  public ProbeResult look() throws Exception {
    Optional<Requirements> asked = required.get();
    if (asked.isEmpty()) {
      return new ProbeResult.Good("NothingRequired", "the bundle requires nothing of a node");
    }
    List<Unmet> unmet = check.check(asked.get());
    return unmet.isEmpty()
        ? new ProbeResult.Good("RequirementsMet", "the node is what the bundle requires")
        : new ProbeResult.Wrong(
            unmet.getFirst().reason(),
            unmet.stream().map(Unmet::message).collect(Collectors.joining("; and ")));
  }
}
