package io.mgeosync.manifest;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules that paths obey together, so that every file system can hold them side by side.
 *
 * <p>Sorted by folded segments, with the separator lowest, all paths below one folded directory
 * stand together, and a file stands right before the paths that claim to be below it; so neighbours
 * tell everything, in memory linear in the document.
 */
final class PathSet {
  private final Set<String> reserved;
  private final TemporaryNames temporary;

  PathSet(Set<String> reserved) {
    this.temporary = new TemporaryNames(reserved);
    this.reserved = reserved.stream().map(Folding::of).collect(Collectors.toUnmodifiableSet());
  }

  /** Refuses the first path, or pair of paths, that breaks a rule. */
  void check(List<BundlePath> paths) {
    paths.forEach(this::checkReserved);
    List<Folded> sorted = paths.stream().map(Folded::of).sorted().toList();
    for (int i = 1; i < sorted.size(); i++) {
      checkNeighbours(sorted.get(i - 1).path(), sorted.get(i).path());
    }
  }

  private void checkReserved(BundlePath path) {
    if (reserved.contains(Folding.of(path.value().split("/", 2)[0]))) {
      throw refused(Rule.PATH_RESERVED, path.toString(), "the name is mgeo-sync's own");
    }
    if (temporary.clashWith(path.value())) {
      throw refused(
          Rule.PATH_RESERVED, path.toString(), "mgeo-sync uses the name for temporary files");
    }
  }

  private static void checkNeighbours(BundlePath a, BundlePath b) {
    if (a.equals(b)) {
      throw refused(Rule.PATH_DUPLICATE, a.value(), "listed twice");
    }
    String[] first = a.value().split("/", -1);
    String[] second = b.value().split("/", -1);
    int common = Math.min(first.length, second.length);
    int same = 0;
    while (same < common && first[same].equals(second[same])) {
      same++;
    }
    if (same == common) {
      throw refused(
          Rule.PATH_FILE_AND_DIRECTORY,
          a + " and " + b,
          "the first is a file, the second needs it to be a directory");
    }
    if (Folding.of(first[same]).equals(Folding.of(second[same]))) {
      throw refused(Rule.PATH_TWIN, a + " and " + b, "one name in two spellings");
    }
  }

  private static InvalidManifestException refused(Rule rule, String where, String problem) {
    return new InvalidManifestException(rule, where, problem);
  }

  /** A path with its folded key; NUL, which no path holds, separates there and so sorts lowest. */
  private record Folded(BundlePath path, String key) implements Comparable<Folded> {
    static Folded of(BundlePath path) {
      String[] segments = path.value().split("/", -1);
      // Segment by segment: a compatibility character such as ℀ folds to text with a slash in it.
      return new Folded(
          path, Arrays.stream(segments).map(Folding::of).collect(Collectors.joining("\0")));
    }

    @Override
    public int compareTo(Folded other) {
      return key.compareTo(other.key);
    }
  }
}
