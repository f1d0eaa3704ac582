package io.mgeosync.config;

import io.mgeosync.base.HostPort;
import io.mgeosync.settings.Default;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the agent answers.
 *
 * @param listen where its HTTP server listens, for reading alone
 * @param socket Unix socket on which programs of this machine read and operators give commands;
 *     null for {@code agent.sock} in the state directory
 * @param operators users of this machine who may give commands, beside root and the agent's own
 */
public record HttpSettings(
    @Default(HttpSettings.LISTEN) HostPort listen,
    @Nullable Path socket,
    @Default({}) List<String> operators) {
  static final String LISTEN = "127.0.0.1:9640";

  public HttpSettings {
    operators = List.copyOf(operators);
  }
}
