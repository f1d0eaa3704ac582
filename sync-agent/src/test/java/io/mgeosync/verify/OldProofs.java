package io.mgeosync.verify;

import io.mgeosync.disk.DurableFiles;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.disk.ReleaseName;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * Records as they are after the machine was started again: the wall clock alone tells their age.
 */
public final class OldProofs {
  private OldProofs() {}

  /** The record of this release, without the uptime that it was made at. */
  public static void outliveReboot(NodeLayout layout, ReleaseName name) throws IOException {
    Proof proof = ProofJson.read(Files.readAllBytes(layout.proof(name))).orElseThrow();
    var ofAnotherBoot =
        new Proof(proof.release(), proof.pin(), proof.verifiedAt(), Optional.empty(), proof.seen());
    DurableFiles.writeAtomically(layout.proof(name), ProofJson.write(ofAnotherBoot));
  }
}
