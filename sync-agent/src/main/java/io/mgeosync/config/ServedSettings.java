package io.mgeosync.config;

import io.mgeosync.base.InvalidValueException;
import org.jspecify.annotations.Nullable;

/**
 * Which witnesses are asked what the service has loaded.
 *
 * @param report how the service says it
 * @param versionHeader the header field of the version, when it says so in headers
 * @param digestHeader the header field of the manifest's digest; null when there is none
 * @param model the model's name for the Open Inference Protocol; null for the bundle's
 * @param openFiles whether the files that its processes hold are looked at
 * @param loadsAtStart whether it loads {@code current} at its start and never again, so that when
 *     it started tells what it has loaded
 */
public record ServedSettings(
    Report report,
    String versionHeader,
    @Nullable String digestHeader,
    @Nullable String model,
    boolean openFiles,
    boolean loadsAtStart) {

  /** How a service says what it has loaded. */
  public enum Report {
    /** A JSON document at the version URL. */
    JSON,
    /** Header fields of the answer at the version URL. */
    HEADER,
    /** The model metadata of the Open Inference Protocol v2. */
    OIP,
    /** It does not say. */
    NONE
  }

  public ServedSettings {
    if (report == Report.NONE && !openFiles && !loadsAtStart) {
      throw new InvalidValueException(
          "no witness would be asked what is served",
          "set report, open-files or loads-at-start, or remove the service");
    }
  }
}
