package io.mgeosync.probe.smoke;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.mgeosync.base.Durations;
import io.mgeosync.base.InvalidValueException;
import io.mgeosync.probe.service.ServiceSettings;
import io.mgeosync.settings.Between;
import io.mgeosync.settings.Default;
import io.mgeosync.settings.KeyTypes;
import io.mgeosync.settings.SettingsFile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the active bundle's golden cases are asked of the service.
 *
 * @param enabled false to ask no case, even if the bundle carries some
 * @param url receives each case's request, a POST; null when a command does, or for the service's
 * @param command is run for each case instead; empty when a URL is asked
 * @param interval at least this long between two runs while all is good; null for the service's
 * @param deadline by which one run has ended; null for the service's
 * @param fall how many late runs in a row close the gate
 * @param rise how many good runs in a row open it again
 * @param maxShare the most of the time that runs may take, 1 to 100 per cent
 * @param requireGpu a right answer counts only when it came from a GPU
 * @param pidFile holds the service's PID; null when its port tells
 * @param container the id of the service's container; null when its port tells
 */
public record SmokeSettings(
    @Default("true") boolean enabled,
    @JsonDeserialize(using = KeyTypes.ServiceUrl.class) @Nullable URI url,
    @JsonDeserialize(contentUsing = KeyTypes.Verbatim.class) @Default({}) List<String> command,
    @Nullable Duration interval,
    @Nullable Duration deadline,
    @Default("3") @Between(least = 1, most = 1000) int fall,
    @Default("1") @Between(least = 1, most = 1000) int rise,
    @Default("5") @Between(least = 1, most = 100) int maxShare,
    @Default("false") boolean requireGpu,
    @Nullable Path pidFile,
    @JsonDeserialize(using = KeyTypes.Container.class) @Nullable String container) {
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Duration DEADLINE = Duration.ofSeconds(3);

  public SmokeSettings {
    command = List.copyOf(command);
    if (pidFile != null && container != null) {
      throw new InvalidValueException(
          "pid-file and container exclude each other", "keep the one that names the service");
    }
  }

  /**
   * What is written of a bundle, and where that is silent what its service says; null where there
   * is neither.
   *
   * @throws InvalidValueException when the two together cannot be used
   */
  public static @Nullable SmokeSettings of(
      @Nullable SmokeSettings written, @Nullable ServiceSettings service) {
    if (written == null && service == null) {
      return null;
    }
    SmokeSettings smoke = written == null ? SettingsFile.defaults(SmokeSettings.class) : written;
    SmokeSettings whole = service == null ? smoke : smoke.beside(service);
    whole.requireOneAsker();
    whole.requireShort(service == null ? INTERVAL : service.interval());
    return whole;
  }

  private SmokeSettings beside(ServiceSettings service) {
    return new SmokeSettings(
        enabled,
        url == null && command.isEmpty() ? service.url() : url,
        command,
        Objects.requireNonNullElse(interval, service.interval()),
        Objects.requireNonNullElse(deadline, service.deadline()),
        fall,
        rise,
        maxShare,
        requireGpu,
        pidFile,
        container);
  }

  private void requireOneAsker() {
    if (enabled && (url == null) == command.isEmpty()) {
      throw InvalidValueException.at(
          "smoke",
          "exactly one of url and command says how the golden cases are asked",
          "keep one of them; url is the service's own unless given");
    }
    if (requireGpu && url == null && pidFile == null && container == null) {
      throw InvalidValueException.at(
          "smoke",
          "require-gpu cannot tell which process is the service",
          "add pid-file or container");
    }
  }

  private void requireShort(Duration longest) {
    if (deadline().compareTo(longest) > 0) {
      throw InvalidValueException.at(
          "smoke.deadline",
          "the deadline is longer than the interval of the service's probe",
          "make it at most " + Durations.format(longest) + ", or service.interval longer");
    }
  }

  @Override
  public Duration interval() {
    return Objects.requireNonNullElse(interval, INTERVAL);
  }

  @Override
  public Duration deadline() {
    return Objects.requireNonNullElse(deadline, DEADLINE);
  }
}
