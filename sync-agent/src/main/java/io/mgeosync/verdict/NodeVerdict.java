package io.mgeosync.verdict;

import io.mgeosync.base.NodeRole;
import io.mgeosync.gate.Condition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one node says of itself at one instant: ready only while each of its bundles is, and it is
 * not drained.
 *
 * @param weight its share of the load beside its peers, in per cent of a usual node's
 * @param gpu the models of its GPUs; empty when not known
 * @param drain empty while it is not drained
 * @param warnings how this node differs from its peers, one line each
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
    /** Every gate is open, and an operator wants no new requests here. */
    DRAINING,
    /** Switching, starting or held back by a policy; nothing is proven against it. */
    NOT_NOW,
    /** Something was not seen, or not lately. */
    UNKNOWN,
    /** Something is proven against it. */
    WRONG;

    /** As in JSON. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** The same for one of its bundles alone; empty when it has none of this name. */
  public Optional<NodeVerdict> only(String bundle) {
    return bundles.stream()
        .filter(one -> one.bundle().value().equals(bundle))
        .findFirst()
        .map(one -> new NodeVerdict(node, role, weight, gpu, drain, warnings, List.of(one)));
  }

  public Standing standing() {
    Condition.Status worst =
        bundles.stream()
            .map(BundleVerdict::kind)
            .reduce(Condition.Status.TRUE, Condition.Status::worse);
    return switch (worst) {
      case TRUE -> drain.isPresent() ? Standing.DRAINING : Standing.READY;
      case NOT_NOW -> Standing.NOT_NOW;
      case UNKNOWN -> Standing.UNKNOWN;
      case WRONG -> Standing.WRONG;
    };
  }

  public boolean ready() {
    return standing() == Standing.READY;
  }

  /** What does not close any gate but should be mended, one line each. */
  public List<String> allWarnings() {
    return Stream.concat(
            warnings.stream(), bundles.stream().flatMap(bundle -> bundle.warnings().stream()))
        .toList();
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
    return standing() == Standing.WRONG;
  }

  /** Whether serving is better than an error: all is proven, and no operator wants it otherwise. */
  public boolean mayServe() {
    return drain.isEmpty()
        && !bundles.isEmpty()
        && bundles.stream().allMatch(BundleVerdict::proven);
  }

  public boolean is(NodeRole asked) {
    return role.filter(asked::equals).isPresent();
  }

  /** Whether all that is served here is of this version. */
  public boolean serves(String version) {
    return bundles.stream().allMatch(bundle -> bundle.serves(version));
  }
}
