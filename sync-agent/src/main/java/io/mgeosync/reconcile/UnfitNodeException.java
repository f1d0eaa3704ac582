package io.mgeosync.reconcile;

import io.mgeosync.channel.Pin;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.probe.node.Unmet;
import java.util.List;
import java.util.stream.Collectors;

/** This node is not what a bundle requires, so the bundle was not activated. */
public final class UnfitNodeException extends Refusal {
  private final Pin pin;
  private final List<Unmet> unmet;

  UnfitNodeException(Pin pin, List<Unmet> unmet) {
    super(
        Kind.MISMATCH,
        pin + " is not activated on this node",
        unmet.stream().map(Unmet::message).collect(Collectors.joining("; and ")),
        null);
    this.pin = pin;
    this.unmet = List.copyOf(unmet);
  }

  public Pin pin() {
    return pin;
  }

  /** At least one. */
  public List<Unmet> unmet() {
    return unmet;
  }
}
