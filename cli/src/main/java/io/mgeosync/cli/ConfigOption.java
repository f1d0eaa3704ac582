package io.mgeosync.cli;

import io.mgeosync.config.AgentConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which configuration, for the verbs that a node uses. */
final class ConfigOption {
  static final String VARIABLE = "MGEO_SYNC_CONFIG";
  private static final String DEFAULT = "/etc/mgeo-sync/agent.yaml";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Default: $" + VARIABLE + ", or " + DEFAULT + ".")
  @Nullable Path file;

  AgentConfig load(Context context) {
    return context.node().configuration(path(context));
  }

  Path path(Context context) {
    return file != null ? file : Path.of(context.environment().getOrDefault(VARIABLE, DEFAULT));
  }
}
