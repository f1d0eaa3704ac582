package io.mgeosync.cli;

import io.mgeosync.manifest.BundleName;
import picocli.CommandLine.Option;

/** Which bundle. */
final class BundleOption {
  @Option(
      names = "--bundle",
      required = true,
      paramLabel = "NAME",
      description = "The bundle, such as mgeo-base.")
  BundleName name;
}
