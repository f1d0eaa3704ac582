package io.mgeosync.cli;

import io.mgeosync.config.RequirementsFile;
import io.mgeosync.config.SmokeFile;
import io.mgeosync.manifest.BundleSpec;
import io.mgeosync.manifest.smoke.SmokeCase;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the published bundle asks of each node. */
final class AsksOptions {
  @Option(
      names = "--smoke",
      paramLabel = "FILE",
      description = "Golden cases that the service must answer, as smoke record writes them.")
  @Nullable Path smoke;

  @Option(
      names = "--requirements",
      paramLabel = "FILE",
      description = "What a node must be: GPU memory, compute capability, driver, digests.")
  @Nullable Path requirements;

  BundleSpec read() {
    List<SmokeCase> cases = smoke == null ? List.of() : SmokeFile.cases(smoke);
    return new BundleSpec(Optional.ofNullable(requirements).map(RequirementsFile::read), cases);
  }
}
