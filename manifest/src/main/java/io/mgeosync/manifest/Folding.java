package io.mgeosync.manifest;

import java.text.Normalizer;
import java.util.Locale;

/** What two names have in common that some file system, or some reader, takes for one. */
final class Folding {
  private Folding() {}

  /**
   * Equal for all spellings of one name. Upper case in between, since some letters (ß, final sigma)
   * share one upper-case form among several lower-case ones; lower case before it, since one of
   * them (ẞ) is its own upper case.
   */
  static String of(String name) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFKC);
    String upper = plain.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT);
    return Normalizer.normalize(upper.toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
  }
}
