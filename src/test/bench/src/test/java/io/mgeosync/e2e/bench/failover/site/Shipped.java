package io.mgeosync.e2e.bench.failover.site;

import io.mgeosync.e2e.bench.RunFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of {@code deploy/} as they are shipped, but for where logs and sockets lie: several
 * load balancers run here at once. {@code MGEO_DEPLOY} in the environment names the directory.
 */
final class Shipped {
  private Shipped() {}

  static String nginx(String name, Path home) throws IOException {
    return read("nginx/" + name)
        .replace("/var/log/nginx/", home + "/logs/")
        .replace("/run/nginx-mgeo-", home + "/cache-")
        .replace("/run/mgeo-sync/", home + "/");
  }

  static String haproxy(String name, Path home) throws IOException {
    Files.createDirectories(home);
    Files.writeString(home.resolve("mgeo.map"), read("haproxy/mgeo.map"));
    return read("haproxy/" + name)
        .replace("/run/haproxy/", home + "/")
        .replace("/etc/haproxy/", home + "/");
  }

  private static String read(String name) throws IOException {
    String directory = System.getenv("MGEO_DEPLOY");
    if (directory == null) {
      throw new RunFailedException("MGEO_DEPLOY does not name the directory deploy/");
    }
    return Files.readString(Path.of(directory, name));
  }
}
