package io.mgeosync.verify;

import io.mgeosync.manifest.Refusal;
import java.nio.file.Path;

/** A folder could not be checked to its end, and nothing in it is proven wrong. */
public final class UncheckedBundleException extends Refusal {
  private UncheckedBundleException(Kind kind, Path folder, String what, String remedy) {
    super(kind, "%s: %s".formatted(folder, what), remedy, null);
  }

  static UncheckedBundleException of(Path folder, FileFinding first) {
    String what = first.toString();
    return first.actual().equals(ReadFailure.DENIED_WORDS)
        ? new UncheckedBundleException(
            Kind.DENIED, folder, what, "give this user the right to read it, then verify again")
        : new UncheckedBundleException(
            Kind.UNAVAILABLE,
            folder,
            what,
            "look at the limits of this process (ulimit -n) and at dmesg, then verify again");
  }
}
