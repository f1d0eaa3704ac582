package io.mgeosync.e2e.bench.failover.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The load balancer of a column. */
final class Front implements AutoCloseable {
  private static final String RECIPE =
      """
      upstream mgeo {
        server 10.0.0.%d:5000 max_fails=3 fail_timeout=30s;
        server 10.0.0.%d:5000 backup;
      }
      server {
        listen 5000;
        location / {
          proxy_pass http://mgeo;
          proxy_next_upstream error timeout http_500;
          proxy_connect_timeout 2s;
        }
      }
      """;

  private final Kind kind;
  private final Namespace where;
  private final Path home;
  private @Nullable Nginx nginx;
  private @Nullable Haproxy haproxy;

  Front(Kind kind, Namespace where, Path home) {
    this.kind = kind;
    this.where = where;
    this.home = home;
  }

  /** Where the director's socket is in nginx's file, and HAProxy's in its own. */
  Path socket() {
    return home.resolve(kind == Kind.DIRECTOR_HAPROXY ? "admin.sock" : "director.sock");
  }

  void start() throws IOException {
    if (kind == Kind.DIRECTOR_HAPROXY) {
      haproxy = Haproxy.start(where, home, Shipped.haproxy("director.cfg", home));
    } else {
      nginx = Nginx.start(where, home, configuration());
    }
  }

  private String configuration() throws IOException {
    return switch (kind) {
      case RECIPE -> RECIPE.formatted(1, 2);
      case DIRECTOR_NGINX -> Shipped.nginx("front.conf", home);
      case IN_PATH -> Shipped.nginx("front-passive.conf", home);
      case DIRECTOR_HAPROXY -> throw new IllegalStateException("that is no nginx");
    };
  }

  /** Reads its configuration anew, as an operator lets it. */
  void reload() throws IOException {
    if (haproxy != null) {
      haproxy.reload();
    }
    if (nginx != null) {
      nginx.reload();
    }
  }

  /** The recipe's planned switch: primary and backup change places in the file, and a reload. */
  void swapRecipe(boolean swapped) throws IOException {
    Path file = home.resolve("nginx.conf");
    String one = RECIPE.formatted(1, 2).lines().skip(1).findFirst().orElseThrow();
    String text = Files.readString(file);
    String now = text.lines().filter(l -> l.contains("max_fails")).findFirst().orElseThrow();
    int primary = swapped ? 2 : 1;
    Files.writeString(
        file,
        text.replace(now, one.replace("10.0.0.1", "10.0.0." + primary))
            .replaceAll(
                "10\\.0\\.0\\.\\d:5000 backup", "10.0.0." + (3 - primary) + ":5000 backup"));
    reload();
  }

  @Override
  public void close() {
    if (nginx != null) {
      nginx.close();
    }
    if (haproxy != null) {
      haproxy.close();
    }
  }
}
