package io.mgeosync.e2e.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** What is published: versions of one bundle. */
enum Version {
  BLANK_A((tree, directory) -> Tree.writeBlank(directory, "a")),
  BLANK_B((tree, directory) -> Tree.writeBlank(directory, "b")),
  BIG(Tree::writeBig),
  BIG_WITH_INSERTION(Tree::writeBigWithInsertion),
  MANY(Tree::writeMany);

  private final Maker maker;

  private interface Maker {
    void write(Tree tree, Path directory) throws IOException;
  }

  Version(Maker maker) {
    this.maker = maker;
  }

  void write(Tree tree, Path directory) throws IOException {
    maker.write(tree, directory);
  }

  /** The version's name in the store. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
