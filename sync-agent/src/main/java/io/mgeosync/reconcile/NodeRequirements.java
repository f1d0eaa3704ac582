package io.mgeosync.reconcile;

import io.mgeosync.channel.Pin;
import io.mgeosync.disk.BoundedCalls;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.Requirements;
import io.mgeosync.probe.node.RequirementsCheck;
import io.mgeosync.probe.node.Unmet;
import io.mgeosync.verify.ManifestFile;
import io.mgeosync.verify.VerifiedBundle;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this node is what a bundle requires, asked before the bundle becomes active: afterwards
 * it would look as if the bundle were bad. What cannot be told now is no reason to wait; the gate
 * stays closed for it anyway.
 */
final class NodeRequirements {
  private static final Logger log = LoggerFactory.getLogger(NodeRequirements.class);

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final RequirementsCheck check;
  private final BoundedCalls calls;
  private @Nullable Refused last;

  private record Refused(Pin pin, Requirements required) {}

  NodeRequirements(RequirementsCheck check) {
    this(check, PATIENCE);
  }

  /**
   * As above.
   *
   * @param patience with a driver, or with files on a mount, that may never answer
   */
  NodeRequirements(RequirementsCheck check, Duration patience) {
    this.check = check;
    this.calls = new BoundedCalls("fitness", patience);
  }

  /**
   * Spares the reading of gigabytes for a bundle that was refused already.
   *
   * @throws Refusal when it was, and the node has not changed since
   */
  void requireStill(Pin pin) {
    Refused before = last;
    if (before != null && before.pin().equals(pin)) {
      requireMet(pin, before.required());
    }
  }

  /**
   * Reads the bundle's manifest, and nothing else of it.
   *
   * @throws Refusal naming all that is not met
   */
  void requireMet(VerifiedBundle bundle) {
    Optional<Requirements> required =
        ManifestFile.read(bundle.folder(), Optional.of(bundle.pin().digest()))
            .manifest()
            .asks()
            .requirements();
    required.ifPresent(asked -> requireMet(bundle.pin(), asked));
  }

  private void requireMet(Pin pin, Requirements required) {
    List<Unmet> unmet = unmet(pin, required);
    last = unmet.isEmpty() ? null : new Refused(pin, required);
    if (!unmet.isEmpty()) {
      throw unfit(pin, unmet);
    }
  }

  /** This node is not what a bundle requires, so the bundle was not activated. */
  private static Refusal unfit(Pin pin, List<Unmet> unmet) {
    return Refusal.of(
        Refusal.Kind.MISMATCH,
        pin + " is not activated on this node",
        unmet.stream().map(Unmet::message).collect(Collectors.joining("; and ")));
  }

  private List<Unmet> unmet(Pin pin, Requirements required) {
    try {
      return calls.call(() -> findUnmet(required), UntoldException::late);
    } catch (UntoldException e) {
      log.warn("{}: it cannot be told now whether this node is fit: {}", pin, e.getMessage());
      return List.of();
    }
  }

  private List<Unmet> findUnmet(Requirements required) {
    try {
      return check.check(required);
    } catch (Exception e) {
      throw new UntoldException(e.getMessage(), e);
    }
  }

  /** Whether the node is fit is not known; never leaves this class. */
  private static final class UntoldException extends RuntimeException {
    UntoldException(@Nullable String message, @Nullable Exception cause) {
      super(message, cause);
    }

    static UntoldException late() {
      return new UntoldException(
          "the driver, or a file named under environment, does not answer", null);
    }
  }
}
