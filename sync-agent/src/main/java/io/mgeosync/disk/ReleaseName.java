package io.mgeosync.disk;

import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.digest.Digest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The folder name of a release: {@code <version>-<digest12>}, and {@code ~<n>} behind it for the
 * n-th fresh copy that replaces a damaged one of the same identity (a release is never changed in
 * place).
 *
 * @param digest12 the first twelve hex digits of the manifest's SHA-256
 * @param copy 0 for the first
 */
public record ReleaseName(BundleVersion version, String digest12, int copy) {
  private static final Pattern SPELLING =
      Pattern.compile("(.+)-([0-9a-f]{12})(?:~([1-9][0-9]{0,5}))?");

  public ReleaseName {
    if (!digest12.matches("[0-9a-f]{12}") || copy < 0) {
      throw new IllegalArgumentException("not a release name");
    }
  }

  public static ReleaseName of(BundleVersion version, Digest manifestDigest) {
    return new ReleaseName(version, manifestDigest.shortHex(), 0);
  }

  public ReleaseName nextCopy() {
    return new ReleaseName(version, digest12, copy + 1);
  }

  /** Whether both are copies of one bundle. */
  public boolean sameIdentity(ReleaseName other) {
    return version.equals(other.version) && digest12.equals(other.digest12);
  }

  /** Empty when the folder name is not one of ours. */
  public static Optional<ReleaseName> parse(String folder) {
    Matcher matcher = SPELLING.matcher(folder);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String copy = matcher.group(3);
    try {
      return Optional.of(
          new ReleaseName(
              new BundleVersion(matcher.group(1)),
              matcher.group(2),
              copy == null ? 0 : Integer.parseInt(copy)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return version + "-" + digest12 + (copy == 0 ? "" : "~" + copy);
  }
}
