package io.mgeosync.config;

import io.mgeosync.base.HostPort;
import io.mgeosync.settings.Default;

/**
 * What the agent answers.
 *
 * @param listen where its HTTP server listens
 */
public record HttpSettings(@Default(HttpSettings.LISTEN) HostPort listen) {
  static final String LISTEN = "127.0.0.1:9640";
}
