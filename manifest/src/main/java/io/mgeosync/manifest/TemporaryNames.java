package io.mgeosync.manifest;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names that mgeo-sync gives to files for a moment, beside the bundle's own. A file of the
 * model with such a name would be overwritten or passed over, so that none is published.
 */
public final class TemporaryNames {
  /** How the names begin that a directory store uses while it writes; it lists none of them. */
  public static final String OF_A_STORE = ".mgeo-sync-";

  private final Set<String> atTheTop;

  /**
   * @param ownFiles at the top of a bundle, which are written there
   */
  public TemporaryNames(Set<String> ownFiles) {
    this.atTheTop =
        ownFiles.stream()
            .map(TemporaryNames::beside)
            .map(Folding::of)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Where the next content of a file of this name is written before it is renamed. */
  public static String beside(String name) {
    return "." + name + ".tmp";
  }

  /**
   * Whether mgeo-sync itself may write there.
   *
   * @param path inside a bundle, with slashes
   */
  public boolean clashWith(String path) {
    String[] segments = path.split("/", -1);
    return atTheTop.contains(Folding.of(segments[0]))
        || Stream.of(segments).anyMatch(segment -> Folding.of(segment).startsWith(OF_A_STORE));
  }
}
