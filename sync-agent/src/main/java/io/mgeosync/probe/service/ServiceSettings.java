package io.mgeosync.probe.service;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.mgeosync.base.Durations;
import io.mgeosync.base.InvalidValueException;
import io.mgeosync.settings.Between;
import io.mgeosync.settings.Default;
import io.mgeosync.settings.KeyTypes;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The service that loads {@code current}, and how it is probed.
 *
 * @param url receives the probe's POST
 * @param versionUrl where the service says what it has loaded; null for {@code /version} there
 * @param versionPointer JSON pointer to the version in that answer
 * @param digestPointer JSON pointer to the manifest's digest in that answer
 * @param interval from the start of one probe to the start of the next
 * @param deadline by which one probe has ended, answered or not
 * @param fall how many late answers in a row close the gate
 * @param rise how many good answers in a row open it again
 * @param proofDeadline by when after a reload the service has proven what it has loaded
 * @param pidFile absolute, holds the number of its process; null to look for who listens at the URL
 * @param container the id of its container; null to look for who listens at the URL
 * @param served which witnesses are asked what it has loaded
 */
public record ServiceSettings(
    @JsonDeserialize(using = KeyTypes.ServiceUrl.class) URI url,
    @JsonDeserialize(using = KeyTypes.Lines.class) @Default(ServiceSettings.BODY) String body,
    @JsonDeserialize(using = KeyTypes.ServiceUrl.class) @Nullable URI versionUrl,
    @JsonDeserialize(using = KeyTypes.Pointer.class) @Default("/version") String versionPointer,
    @JsonDeserialize(using = KeyTypes.Pointer.class) @Default("/digest") String digestPointer,
    @Default("5s") Duration interval,
    @Default("3s") Duration deadline,
    @Default("3") @Between(least = 1, most = 1000) int fall,
    @Default("2") @Between(least = 1, most = 1000) int rise,
    @Default("2m") Duration proofDeadline,
    @Nullable Path pidFile,
    @JsonDeserialize(using = KeyTypes.Container.class) @Nullable String container,
    ServedSettings served) {
  private static final String BODY = "{\"text\": \"测试\"}";

  public ServiceSettings {
    versionUrl = versionUrl == null ? url.resolve("/version") : versionUrl;
    if (pidFile != null && container != null) {
      throw new InvalidValueException(
          "pid-file and container exclude each other", "keep the one that names the service");
    }
    if (deadline.compareTo(interval) > 0) {
      throw new InvalidValueException(
          "the deadline is longer than the interval",
          "make the deadline at most " + Durations.format(interval) + ", or the interval longer");
    }
  }

  @Override
  public URI versionUrl() {
    return Objects.requireNonNull(versionUrl);
  }

  /** How long a release that was just activated must stay proven before it counts. */
  public Duration soak() {
    return interval.multipliedBy(rise);
  }
}
