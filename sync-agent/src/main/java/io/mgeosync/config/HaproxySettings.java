package io.mgeosync.config;

import io.mgeosync.base.InvalidValueException;
import java.nio.file.Path;

/**
 * How HAProxy follows the route.
 *
 * @param socket its runtime socket, {@code stats socket … level admin}
 * @param backend the backend whose servers have the nodes' names
 */
public record HaproxySettings(Path socket, String backend) {
  public HaproxySettings {
    if (!backend.matches("[A-Za-z0-9._:-]{1,128}")) {
      throw new InvalidValueException(
          "not the name of a backend: letters, digits, dots, colons, dashes and underscores",
          "write it as behind \"backend\" in haproxy.cfg");
    }
  }
}
