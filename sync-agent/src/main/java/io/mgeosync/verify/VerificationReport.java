package io.mgeosync.verify;

import io.mgeosync.channel.Pin;
import java.nio.file.Path;
import java.util.List;

/**
 * The outcome of checking a folder.
 *
 * @param identity what its manifest says that it is, by the digest of that manifest
 * @param findings one for each path, sorted by path
 */
public record VerificationReport(Path folder, Pin identity, List<FileFinding> findings) {
  public VerificationReport {
    findings = List.copyOf(findings);
  }

  public boolean ok() {
    return findings.stream().allMatch(FileFinding::ok);
  }

  /** Whether a file is proven wrong; without that, what is not right could not be checked. */
  public boolean wrong() {
    return findings.stream().anyMatch(FileFinding::wrong);
  }

  /** Those that are not right. */
  public List<FileFinding> bad() {
    return findings.stream().filter(finding -> !finding.ok()).toList();
  }
}
