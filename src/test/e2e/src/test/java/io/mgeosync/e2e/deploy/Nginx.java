package io.mgeosync.e2e.deploy;

import io.mgeosync.e2e.harness.Await;
import io.mgeosync.e2e.harness.Child;
import io.mgeosync.e2e.harness.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real nginx on the loopback address that keeps everything it writes in one directory. */
final class Nginx implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(20);

  private final Child process;

  private Nginx(Child process) {
    this.process = process;
  }

  /**
   * Starts nginx and waits until it listens.
   *
   * @param directory its own, new
   * @param http what stands inside {@code http { }}
   * @param port that {@code http} listens on
   */
  static Nginx start(Path directory, String http, int port) throws IOException {
    Path configuration = configure(directory, http);
    Child child = Child.start(directory.resolve("nginx.log"), Map.of(), command(configuration));
    Await.until("nginx listens", START, () -> !child.alive() || listens(port));
    if (!child.alive()) {
      throw new AssertionError("nginx does not start: " + child.output());
    }
    return new Nginx(child);
  }

  private static boolean listens(int port) throws IOException {
    new Socket(InetAddress.getLoopbackAddress(), port).close();
    return true;
  }

  /** Writes {@code nginx.conf} into the directory, which is made. */
  static Path configure(Path directory, String http) throws IOException {
    Files.createDirectories(directory);
    return Files.writeString(directory.resolve("nginx.conf"), configuration(directory, http));
  }

  /** Temporary folders of its own: the packaged ones belong to another user. */
  private static String configuration(Path directory, String http) {
    return """
    daemon off;
    user %s;
    pid %2$s/nginx.pid;
    error_log stderr warn;
    events {}
    http {
      access_log off;
      client_body_temp_path %2$s/body;
      proxy_temp_path %2$s/proxy;
      fastcgi_temp_path %2$s/fastcgi;
      uwsgi_temp_path %2$s/uwsgi;
      scgi_temp_path %2$s/scgi;
      %3$s
    }
    """
        .formatted(System.getProperty("user.name"), directory, http);
  }

  private static List<String> command(Path configuration) {
    String directory = String.valueOf(configuration.getParent());
    return List.of(
        Program.find("nginx").path(),
        "-e",
        "stderr",
        "-p",
        directory,
        "-c",
        configuration.toString());
  }

  @Override
  public void close() {
    process.close();
  }
}
