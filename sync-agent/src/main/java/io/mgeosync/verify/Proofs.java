package io.mgeosync.verify;

import io.mgeosync.base.Uptime;
import io.mgeosync.disk.DurableFiles;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.manifest.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records of complete verifications, so that a process which starts need not read gigabytes that
 * were not touched. A record is only ever believed too little: one that is missing, torn, too old,
 * or of anything but the very files that lie there costs one more verification.
 *
 * <p>The caller holds the bundle's {@link io.mgeosync.disk.DirectoryLock}; only {@link #standing}
 * needs no lock.
 */
public final class Proofs {
  private static final Logger log = LoggerFactory.getLogger(Proofs.class);

  /** A week, as between two scrubs, and a day for the scrub of a node that was away. */
  static final Duration BELIEVED_FOR = Duration.ofDays(8);

  private final NodeLayout layout;
  private final Clock clock;
  private final Path proc;

  public Proofs(NodeLayout layout, Clock clock) {
    this(layout, clock, Path.of("/proc"));
  }

  /**
   * On a machine as that procfs tells it.
   *
   * @param clock by which a record is judged that is older than this boot of the machine
   */
  Proofs(NodeLayout layout, Clock clock, Path proc) {
    this.layout = layout;
    this.clock = clock;
    this.proc = proc;
  }

  /**
   * Remembers that this bundle was verified, durably. A disk that cannot take the record is told of
   * and is no failure.
   *
   * @param name where it lies among the releases; it was not touched since
   */
  public void keepProof(VerifiedBundle verified, ReleaseName name) {
    var proof =
        new Proof(name, verified.pin(), verified.verifiedAt(), uptime(), verified.fingerprint());
    try {
      DurableFiles.writeAtomically(layout.proof(name), ProofJson.write(proof));
    } catch (Refusal refusal) {
      log.warn("{}: {} will be verified again: {}", layout.bundle(), name, refusal.getMessage());
    }
  }

  /** For a release that is proven wrong: a disk can change bytes without touching a file. */
  public void forget(ReleaseName name) {
    try {
      DurableFiles.deleteTree(layout.proof(name));
    } catch (Refusal refusal) {
      log.warn("{}: {}", layout.bundle(), refusal.getMessage());
    }
  }

  /** The release as it was verified last, when a record of that can be believed; reads no file. */
  public Optional<VerifiedBundle> standing(ReleaseName name) {
    return recorded(name)
        .filter(proof -> isOf(name, proof) && isRecent(proof))
        .filter(proof -> proof.seen().difference(layout.release(name)).isEmpty())
        .map(proof -> verified(name, proof));
  }

  private Optional<Proof> recorded(ReleaseName name) {
    try {
      return ProofJson.read(Files.readAllBytes(layout.proof(name)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private boolean isOf(ReleaseName name, Proof proof) {
    return proof.release().equals(name) && proof.pin().bundle().equals(layout.bundle());
  }

  /**
   * By the machine's own clock, which no correction moves; only where the machine was started again
   * since, by the wall clock. A record from its future was made by a clock that was wrong.
   */
  private boolean isRecent(Proof proof) {
    Instant now = clock.instant();
    Duration age =
        proof
            .uptime()
            .flatMap(then -> uptime().flatMap(machine -> machine.since(then)))
            .orElseGet(() -> Duration.between(proof.verifiedAt(), now));
    return !age.isNegative() && age.compareTo(BELIEVED_FOR) < 0;
  }

  private Optional<Uptime> uptime() {
    try {
      return Optional.of(Uptime.read(proc));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private VerifiedBundle verified(ReleaseName name, Proof proof) {
    return new VerifiedBundle(
        proof.pin(), name, layout.release(name), proof.seen(), proof.verifiedAt());
  }
}
