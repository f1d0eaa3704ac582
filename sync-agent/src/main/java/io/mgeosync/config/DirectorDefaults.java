package io.mgeosync.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Every default of a director's configuration; docs/director.md says the same to operators. */
public final class DirectorDefaults {
  public static final String LISTEN = "127.0.0.1:9641";
  public static final Path STATE = Path.of("/var/lib/mgeo-sync/director");
  public static final Duration INTERVAL = Duration.ofMillis(200);
  public static final Duration DEADLINE = Duration.ofMillis(200);
  public static final int FALL = 2;
  public static final int RISE = 3;
  public static final int WEIGHT = 100;
  public static final int MAX_EJECTED = 50;
  public static final List<String> NGINX_TEST = List.of("nginx", "-t");
  public static final List<String> NGINX_RELOAD = List.of("nginx", "-s", "reload");

  private DirectorDefaults() {}
}
