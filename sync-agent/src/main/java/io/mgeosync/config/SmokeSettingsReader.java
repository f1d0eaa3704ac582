package io.mgeosync.config;

import io.mgeosync.base.Durations;
import io.mgeosync.base.Urls;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A bundle's section {@code smoke}; without one, its service's settings make one. */
final class SmokeSettingsReader {
  private SmokeSettingsReader() {}

  /** Null where no service could be asked: neither a service nor this section is there. */
  static @Nullable SmokeSettings read(Section bundle, @Nullable ServiceSettings service) {
    if (service == null && !bundle.has("smoke")) {
      return null;
    }
    Section section = bundle.sectionOrEmpty("smoke");
    SmokeSettings settings = settings(section, service);
    Duration longest = service == null ? Defaults.INTERVAL : service.interval();
    if (settings.deadline().compareTo(longest) > 0) {
      throw section.refuse(
          "deadline",
          "the deadline is longer than the interval of the service's probe",
          "make it at most " + Durations.format(longest) + ", or service.interval longer");
    }
    return settings;
  }

  private static SmokeSettings settings(Section section, @Nullable ServiceSettings service) {
    boolean enabled = section.get("enabled", Values::bool, true);
    List<String> command = section.has("command") ? section.texts("command") : List.of();
    URI usual = service == null || !command.isEmpty() ? null : service.url();
    URI url = section.has("url") ? section.require("url", Urls::service) : usual;
    Duration interval =
        section.get(
            "interval", Values::positive, service == null ? Defaults.INTERVAL : service.interval());
    Duration deadline =
        section.get(
            "deadline",
            Values::positive,
            service == null ? Defaults.PROBE_DEADLINE : service.deadline());
    int fall = section.get("fall", Values.between(1, 1000), Defaults.FALL);
    int rise = section.get("rise", Values.between(1, 1000), Defaults.SMOKE_RISE);
    int share = section.get("max-share", Values.between(1, 100), Defaults.SMOKE_MAX_SHARE);
    boolean gpu = section.get("require-gpu", Values::bool, false);
    Path pidFile = section.find("pid-file", Values::absolutePath);
    String container = section.find("container", Values::container);
    return section.make(
        () ->
            new SmokeSettings(
                enabled, url, command, interval, deadline, fall, rise, share, gpu, pidFile,
                container));
  }
}
