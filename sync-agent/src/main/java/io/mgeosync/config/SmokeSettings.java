package io.mgeosync.config;

import io.mgeosync.base.InvalidValueException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the active bundle's golden cases are asked of the service.
 *
 * @param enabled false to ask no case, even if the bundle carries some
 * @param url receives each case's request, a POST; null when a command does
 * @param command is run for each case instead; empty when a URL is asked
 * @param interval at least this long between two runs while all is good
 * @param deadline by which one run has ended
 * @param fall how many late runs in a row close the gate
 * @param rise how many good runs in a row open it again
 * @param maxShare the most of the time that runs may take, 1 to 100 per cent
 * @param requireGpu a right answer counts only when it came from a GPU
 * @param pidFile holds the service's PID; null when its port tells
 * @param container the id of the service's container; null when its port tells
 */
public record SmokeSettings(
    boolean enabled,
    @Nullable URI url,
    List<String> command,
    Duration interval,
    Duration deadline,
    int fall,
    int rise,
    int maxShare,
    boolean requireGpu,
    @Nullable Path pidFile,
    @Nullable String container) {
  public SmokeSettings {
    command = List.copyOf(command);
    if (enabled && (url == null) == command.isEmpty()) {
      throw new InvalidValueException(
          "exactly one of url and command says how the golden cases are asked",
          "keep one of them; url is the service's own unless given");
    }
    if (pidFile != null && container != null) {
      throw new InvalidValueException(
          "pid-file and container exclude each other", "keep the one that names the service");
    }
    if (requireGpu && url == null && pidFile == null && container == null) {
      throw new InvalidValueException(
          "require-gpu cannot tell which process is the service", "add pid-file or container");
    }
  }
}
