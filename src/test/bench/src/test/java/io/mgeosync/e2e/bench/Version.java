package io.mgeosync.e2e.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** What is published: versions of one bundle. */
enum Version {
  BLANK_A,
  BLANK_B,
  BIG,
  BIG_WITH_INSERTION,
  MANY;

  /** Makes the version's files in a directory that is not there yet. */
  void write(Tree tree, Path directory) throws IOException {
    switch (this) {
      case BLANK_A -> Tree.writeBlank(directory, "a");
      case BLANK_B -> Tree.writeBlank(directory, "b");
      case BIG -> tree.writeBig(directory);
      case BIG_WITH_INSERTION -> tree.writeBigWithInsertion(directory);
      case MANY -> tree.writeMany(directory);
    }
  }

  /** The version's name in the store. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
