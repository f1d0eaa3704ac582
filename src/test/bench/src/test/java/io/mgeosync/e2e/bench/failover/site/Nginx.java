package io.mgeosync.e2e.bench.failover.site;

import io.mgeosync.e2e.harness.Await;
import io.mgeosync.e2e.harness.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real nginx with the packaged defaults around one file. */
final class Nginx implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(20);

  private final Child process;

  private Nginx(Child process) {
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @param directory its own
   * @param http what stands inside {@code http { }}
   */
  static Nginx start(Namespace where, Path directory, String http) throws IOException {
    Files.createDirectories(directory.resolve("logs"));
    Path file = directory.resolve("nginx.conf");
    Files.writeString(file, configuration(directory, http));
    Child child = Child.start(directory.resolve("nginx.log"), Map.of(), command(where, file));
    Await.until(
        "nginx listens", START, () -> !child.alive() || where.run("ss -Hltn").contains(":5000"));
    if (!child.alive()) {
      throw new IOException("nginx does not start: " + child.output());
    }
    return new Nginx(child);
  }

  private static List<String> command(Namespace where, Path file) {
    String directory = String.valueOf(file.getParent());
    return where.enter(List.of("nginx", "-e", "stderr", "-p", directory, "-c", file.toString()));
  }

  /** As Debian's package has it, but for where things lie. */
  private static String configuration(Path directory, String http) {
    return """
        daemon off;
        user root;
        worker_processes auto;
        pid %1$s/nginx.pid;
        error_log stderr crit;
        events { worker_connections 8192; }
        http {
          access_log off;
          tcp_nopush on;
          client_body_temp_path %1$s/body;
          proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi;
          scgi_temp_path %1$s/scgi;
          %2$s
        }
        """
        .formatted(directory, http);
  }

  /** What {@code nginx -s reload} does. */
  void reload() throws IOException {
    Shell.run("kill -HUP %d".formatted(process.pid()));
  }

  /** Asked first: a master whose worker is killed before it starts another one. */
  @Override
  public void close() {
    process.terminate();
    process.close();
  }
}
