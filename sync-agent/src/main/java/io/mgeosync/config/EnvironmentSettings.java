package io.mgeosync.config;

import io.mgeosync.settings.Default;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files that say what a service on this node depends on, for bundles that ask for it and for
 * the comparison with peers.
 *
 * @param pythonLock absolute; null when it is not configured which packages are installed
 * @param configFiles absolute; what the service is configured with, in the order of their digest
 */
public record EnvironmentSettings(@Nullable Path pythonLock, @Default({}) List<Path> configFiles) {
  public EnvironmentSettings {
    configFiles = List.copyOf(configFiles);
  }
}
