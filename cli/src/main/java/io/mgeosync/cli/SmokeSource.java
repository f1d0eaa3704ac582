package io.mgeosync.cli;

import io.mgeosync.config.SmokeFile;
import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.smoke.SmokeCase;
import io.mgeosync.verify.ManifestFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where golden cases come from: a bundle's folder, its manifest, or a smoke file. */
final class SmokeSource {
  private SmokeSource() {}

  static List<SmokeCase> read(Path source) {
    if (Files.isDirectory(source)) {
      return ofBundle(source);
    }
    return source.endsWith(Manifest.FILE_NAME)
        ? ofBundle(source.toAbsolutePath().resolveSibling(".").normalize())
        : SmokeFile.cases(source);
  }

  private static List<SmokeCase> ofBundle(Path folder) {
    List<SmokeCase> cases = ManifestFile.read(folder, Optional.empty()).manifest().asks().smoke();
    if (cases.isEmpty()) {
      throw Refusal.of(
          Refusal.Kind.MISSING,
          "the bundle in %s carries no golden cases".formatted(folder),
          "publish one with --smoke, or name a smoke file");
    }
    return cases;
  }
}
