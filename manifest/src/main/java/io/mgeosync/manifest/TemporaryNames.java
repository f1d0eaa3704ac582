package io.mgeosync.manifest;

import java.util.Locale;
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

  private static final Set<String> AT_THE_TOP =
      Manifest.RESERVED.stream()
          .map(TemporaryNames::beside)
          .map(TemporaryNames::fold)
          .collect(Collectors.toUnmodifiableSet());

  private TemporaryNames() {}

  /** Where the next content of a file of this name is written before it is renamed. */
  public static String beside(String name) {
    return "." + name + ".tmp";
  }

  /**
   * Whether mgeo-sync itself may write there.
   *
   * @param path inside a bundle, with slashes
   */
  public static boolean clashWith(String path) {
    String[] segments = path.split("/", -1);
    return AT_THE_TOP.contains(fold(segments[0]))
        || Stream.of(segments).anyMatch(segment -> fold(segment).startsWith(OF_A_STORE));
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
