package io.mgeosync.agent;

import io.mgeosync.probe.process.ServiceProcess.Mark;
import io.mgeosync.probe.service.ServiceSettings;
import io.mgeosync.probe.smoke.SmokeSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the processes of a bundle's service are told from others. */
final class ServiceMark {
  private ServiceMark() {}

  /**
   * What the smoke does not say itself, the service does; empty where neither says anything.
   *
   * @param smoke null where the bundle has none
   */
  static Optional<Mark> of(@Nullable SmokeSettings smoke, @Nullable ServiceSettings service) {
    if (smoke == null) {
      return ofService(service);
    }
    if (service == null || smoke.pidFile() != null || smoke.container() != null) {
      return mark(smoke.url(), smoke.pidFile(), smoke.container());
    }
    URI url = smoke.url() == null ? service.url() : smoke.url();
    return mark(url, service.pidFile(), service.container());
  }

  private static Optional<Mark> ofService(@Nullable ServiceSettings service) {
    return service == null
        ? Optional.empty()
        : mark(service.url(), service.pidFile(), service.container());
  }

  private static Optional<Mark> mark(
      @Nullable URI url, @Nullable Path pidFile, @Nullable String container) {
    return url == null && pidFile == null && container == null
        ? Optional.empty()
        : Optional.of(new Mark(url, pidFile, container));
  }
}
