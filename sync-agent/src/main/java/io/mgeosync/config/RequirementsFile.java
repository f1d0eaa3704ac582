package io.mgeosync.config;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.mgeosync.base.InvalidValueException;
import io.mgeosync.manifest.ComputeCapability;
import io.mgeosync.manifest.DriverVersion;
import io.mgeosync.manifest.Requirements;
import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.settings.ConfigException;
import io.mgeosync.settings.SettingsFile;
import io.mgeosync.settings.TextReader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
    return SettingsFile.load(file, "write it, e.g. with the line driver: \"535\"")
        .read(Keys.class)
        .requirements();
  }

  record Keys(
      @JsonDeserialize(using = Size.class) @Nullable Long gpuMemory,
      @Nullable ComputeCapability computeCapability,
      @Nullable DriverVersion driver,
      @Nullable Digest pythonLock,
      @Nullable Digest configuration) {
    Keys {
      requirements(gpuMemory, computeCapability, driver, pythonLock, configuration);
    }

    Requirements requirements() {
      return requirements(gpuMemory, computeCapability, driver, pythonLock, configuration);
    }

    private static Requirements requirements(
        @Nullable Long memory,
        @Nullable ComputeCapability capability,
        @Nullable DriverVersion driver,
        @Nullable Digest lock,
        @Nullable Digest configuration) {
      return new Requirements(
          Optional.ofNullable(memory),
          Optional.ofNullable(capability),
          Optional.ofNullable(driver),
          Optional.ofNullable(lock),
          Optional.ofNullable(configuration));
    }
  }

  static final class Size extends TextReader<Long> {
    Size() {
      super(RequirementsFile::bytes);
    }
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
