package io.mgeosync.config;

import io.mgeosync.base.InvalidValueException;
import io.mgeosync.manifest.ComputeCapability;
import io.mgeosync.manifest.DriverVersion;
import io.mgeosync.manifest.Requirements;
import io.mgeosync.manifest.digest.Digest;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file that {@code publish --requirements} reads: what a node must be, as YAML or JSON.
 *
 * <pre>
 * gpu-memory: 16GiB
 * compute-capability: "8.0"
 * driver: 535.104.05
 * python-lock: sha256:…
 * configuration: sha256:…
 * </pre>
 */
public final class RequirementsFile {
  private static final Pattern SIZE =
      Pattern.compile("(?<bytes>[0-9]{1,16})|(?<count>[0-9]{1,9})(?<unit>MiB|GiB|MB|GB)");

  private RequirementsFile() {}

  /**
   * Reads the file whole.
   *
   * @throws ConfigException for the first mistake, at its line and key
   */
  public static Requirements read(Path file) {
    YamlFile yaml =
        YamlFile.parse(
            file.toString(), YamlFile.text(file, "write it, e.g. with the line driver: \"535\""));
    Section root = Section.root(yaml.source(), yaml.tree(), BundleKeys.REQUIREMENTS);
    Optional<Long> memory = find(root, "gpu-memory", RequirementsFile::bytes);
    Optional<ComputeCapability> capability =
        find(root, "compute-capability", ComputeCapability::parse);
    Optional<DriverVersion> driver = find(root, "driver", DriverVersion::new);
    Optional<Digest> lock = find(root, "python-lock", Digest::parse);
    Optional<Digest> configuration = find(root, "configuration", Digest::parse);
    return root.make(() -> new Requirements(memory, capability, driver, lock, configuration));
  }

  private static <T> Optional<T> find(Section root, String key, Function<String, T> parser) {
    return root.has(key) ? Optional.of(root.require(key, parser)) : Optional.empty();
  }

  private static long bytes(String text) {
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      throw new InvalidValueException(
          "\"" + text + "\" is not a size", "write e.g. 16GiB, 80GB or a number of bytes");
    }
    return size.group("bytes") != null
        ? Long.parseLong(size.group("bytes"))
        : Long.parseLong(size.group("count")) * factor(size.group("unit"));
  }

  private static long factor(String unit) {
    return switch (unit) {
      case "MiB" -> 1L << 20;
      case "GiB" -> 1L << 30;
      case "MB" -> 1_000_000L;
      default -> 1_000_000_000L;
    };
  }
}
