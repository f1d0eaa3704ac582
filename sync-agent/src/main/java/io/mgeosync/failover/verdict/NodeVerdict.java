package io.mgeosync.failover.verdict;

import io.mgeosync.config.NodeRole;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one node says of itself at one instant: ready only while each of its bundles is, and nobody
 * drains it.
 *
 * @param weight its share of the load beside its peers, in per cent of a usual node's
 * @param gpu the models of its GPUs; empty when not known
 * @param drain empty while nobody drains it
 * @param warnings what does not close the gate but should be mended, one line each
 */
public record NodeVerdict(
    String node,
    Optional<NodeRole> role,
    int weight,
    Optional<String> gpu,
    Optional<Drain> drain,
    List<String> warnings,
    List<BundleVerdict> bundles) {
  public NodeVerdict {
    warnings = List.copyOf(warnings);
    bundles = List.copyOf(bundles);
  }

  /** How a node stands, the best first. */
  public enum Standing {
    READY,
    /** Every gate is open, and nobody should send anything new. */
    DRAINING,
    REFUSED
  }

  /** The same for one of its bundles alone; empty when it has none of this name. */
  public Optional<NodeVerdict> only(String bundle) {
    return bundles.stream()
        .filter(one -> one.bundle().value().equals(bundle))
        .findFirst()
        .map(one -> new NodeVerdict(node, role, weight, gpu, drain, warnings, List.of(one)));
  }

  public Standing standing() {
    if (!bundles.stream().allMatch(BundleVerdict::ready)) {
      return Standing.REFUSED;
    }
    return drain.isPresent() ? Standing.DRAINING : Standing.READY;
  }

  public boolean ready() {
    return standing() == Standing.READY;
  }

  /** Why not, one line each; empty when ready. */
  public List<String> reasons() {
    return Stream.concat(
            drain.stream().map(Drain::why),
            bundles.stream().flatMap(bundle -> bundle.reasons().stream()))
        .toList();
  }

  /** One line; empty when ready. */
  public String why() {
    return String.join("; ", reasons());
  }

  /** Whether something is proven wrong, as opposed to late, not known or drained. */
  public boolean wrong() {
    return bundles.stream().anyMatch(BundleVerdict::wrong);
  }

  public boolean is(NodeRole asked) {
    return role.filter(asked::equals).isPresent();
  }

  /** Whether all that is served here is of this version. */
  public boolean serves(String version) {
    return bundles.stream().allMatch(bundle -> bundle.serves(version));
  }
}
