package io.mgeosync.verify;

import io.mgeosync.manifest.Refusal;
import java.nio.file.Path;
import java.util.List;

/** A folder does not hold the bundle that its pinned manifest describes. */
public final class CorruptBundleException extends Refusal {
  private final Path folder;
  private final List<FileFinding> bad;

  CorruptBundleException(Path folder, List<FileFinding> bad) {
    super(
        Kind.MISMATCH, reason(folder, bad), "run `mgeo-sync sync`: it fetches a fresh copy", null);
    this.folder = folder;
    this.bad = List.copyOf(bad);
  }

  private static String reason(Path folder, List<FileFinding> bad) {
    String first = folder + ": " + bad.getFirst();
    return bad.size() == 1 ? first : "%s, and %d more are bad".formatted(first, bad.size() - 1);
  }

  public Path folder() {
    return folder;
  }

  /** At least one, sorted by path. */
  public List<FileFinding> bad() {
    return bad;
  }
}
