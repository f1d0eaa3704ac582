package io.mgeosync.probe.service;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.mgeosync.base.InvalidValueException;
import io.mgeosync.settings.Default;
import io.mgeosync.settings.KeyTypes;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which witnesses are asked what the service has loaded.
 *
 * @param report how the service says it
 * @param versionHeader the header field of the version; null for the usual one
 * @param digestHeader the header field of the manifest's digest; null when there is none
 * @param model the model's name for the Open Inference Protocol; null for the bundle's
 * @param openFiles whether the files that its processes hold are looked at
 * @param loadsAtStart whether it loads {@code current} at its start and never again, so that when
 *     it started tells what it has loaded
 */
public record ServedSettings(
    @Default("json") Report report,
    @JsonDeserialize(using = KeyTypes.Header.class) @Nullable String versionHeader,
    @JsonDeserialize(using = KeyTypes.Header.class) @Nullable String digestHeader,
    @Nullable String model,
    @Default("true") boolean openFiles,
    @Default("false") boolean loadsAtStart) {

  /** How a service says what it has loaded. */
  public enum Report {
    /** A JSON document at the version URL. */
    JSON,
    /** Header fields of the answer at the version URL. */
    HEADER,
    /** The model metadata of the Open Inference Protocol v2. */
    OIP,
    /** It does not say. */
    NONE;

    /** As it is written. */
    public static Report parse(String text) {
      return Arrays.stream(values())
          .filter(report -> report.toString().equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new InvalidValueException(
                      "\"" + text + "\" is no form of a report",
                      "write json, header, oip or none"));
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static final String VERSION_HEADER = "X-Model-Version";

  public ServedSettings {
    requireMeaning("version-header", versionHeader, report, Report.HEADER);
    requireMeaning("digest-header", digestHeader, report, Report.HEADER);
    requireMeaning("model", model, report, Report.OIP);
    if (report == Report.NONE && !openFiles && !loadsAtStart) {
      throw new InvalidValueException(
          "no witness would be asked what is served",
          "set report, open-files or loads-at-start, or remove the service");
    }
  }

  /** A key that nothing reads is a mistake that would show only when the service lies. */
  private static void requireMeaning(
      String key, @Nullable String value, Report report, Report needed) {
    if (value != null && report != needed) {
      throw InvalidValueException.at(
          key,
          "this key means nothing with report: " + report,
          "write report: " + needed + ", or remove the key");
    }
  }

  @Override
  public String versionHeader() {
    return Objects.requireNonNullElse(versionHeader, VERSION_HEADER);
  }
}
