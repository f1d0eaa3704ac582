package io.mgeosync.e2e.harness;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout in which a suite runs. */
public final class Checkout {
  private static final Path MARK = Path.of("src", "test", "run");
  private static final Path ROOT = root(Path.of("").toAbsolutePath());

  private Checkout() {}

  /**
   * Where a file of the checkout lies.
   *
   * @param name from the root, such as {@code docs/hooks.md}
   */
  public static Path path(String name) {
    return ROOT.resolve(name);
  }

  private static Path root(Path start) {
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(MARK))) {
        return folder;
      }
    }
    throw new IllegalStateException(start + " is not in a checkout of mgeo-sync");
  }
}
