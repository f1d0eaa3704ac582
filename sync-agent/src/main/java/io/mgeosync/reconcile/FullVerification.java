package io.mgeosync.reconcile;

import io.mgeosync.channel.Pin;
import io.mgeosync.disk.DurableFiles;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.verify.Proofs;
import io.mgeosync.verify.VerifiedBundle;
import io.mgeosync.verify.Verifier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads every byte of a release, and remembers for the next start how that ended. */
final class FullVerification {
  private static final Logger log = LoggerFactory.getLogger(FullVerification.class);

  private final NodeLayout layout;
  private final Verifier verifier;
  private final Proofs proofs;

  FullVerification(NodeLayout layout, Verifier verifier, Proofs proofs) {
    this.layout = layout;
    this.verifier = verifier;
    this.proofs = proofs;
  }

  /** Refuses as {@link Verifier#verify(java.nio.file.Path, ReleaseName, Pin)} does. */
  VerifiedBundle of(ReleaseName name, Pin pin) {
    return remembered(name, () -> verifier.verify(layout.release(name), name, pin));
  }

  /** As above, for a release whose pin is not remembered. */
  VerifiedBundle of(ReleaseName name) {
    return remembered(name, () -> verifier.verify(layout.release(name), name));
  }

  /** A changed mode is no other byte, and may keep this user from reading. */
  private void seal(ReleaseName name) {
    try {
      DurableFiles.makeReadOnly(layout.release(name));
    } catch (Refusal refusal) {
      log.debug("the modes of {} stay as they are", name, refusal);
    }
  }

  private VerifiedBundle remembered(ReleaseName name, Supplier<VerifiedBundle> check) {
    seal(name);
    try {
      VerifiedBundle verified = check.get();
      proofs.keepProof(verified, name);
      return verified;
    } catch (Refusal refusal) {
      if (Integrity.isBrokenBy(refusal)) {
        proofs.forget(name);
      }
      throw refusal;
    }
  }
}
