package io.mgeosync.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;

/** Every default of the configuration; docs/configuration.md says the same to operators. */
public final class Defaults {
  private Defaults() {}

  public static final Path STATE = Path.of("/var/lib/mgeo-sync");
  public static final Duration STORE_TIMEOUT = Duration.ofSeconds(30);
  public static final int CONNECTIONS = 4;
  public static final int MAX_CONNECTIONS = 64;
  public static final PathStyle PATH_STYLE = PathStyle.AUTO;
  public static final String CHANNEL = "production";
  public static final Duration POLL = Duration.ofMinutes(1);
  public static final OnExpiry ON_EXPIRY = OnExpiry.SERVE;
  public static final String GIT_REF = "main";
  public static final String LISTEN = "127.0.0.1:9640";
  public static final String CRON = "0 3 * * *";
  public static final Duration SPLAY = Duration.ofMinutes(10);
  public static final String SCRUB_CRON = "30 4 * * 0";
  public static final int KEEP = 2;
  public static final int NICE = 10;
  public static final Duration PAUSE_AT_MOST = Duration.ofMinutes(10);
  public static final int SPACE_HIGH = 95;
  public static final int SPACE_LOW = 90;
  public static final int WEIGHT = 100;
  public static final String PROBE_BODY = "{\"text\": \"测试\"}";
  public static final String VERSION_PATH = "/version";
  public static final String VERSION_POINTER = "/version";
  public static final String DIGEST_POINTER = "/digest";
  public static final String VERSION_HEADER = "X-Model-Version";
  public static final boolean OPEN_FILES = true;
  public static final boolean LOADS_AT_START = false;
  public static final Duration INTERVAL = Duration.ofSeconds(5);
  public static final Duration PROBE_DEADLINE = Duration.ofSeconds(3);
  public static final int FALL = 3;
  public static final int RISE = 2;
  public static final Duration PROOF_DEADLINE = Duration.ofMinutes(2);
  public static final Duration SMOKE_LATENCY = Duration.ofSeconds(2);
  public static final int SMOKE_RISE = 1;

  /** Of the time, in per cent. */
  public static final int SMOKE_MAX_SHARE = 5;

  public static final boolean COMPUTE_CHECK = true;
  public static final Duration COMPUTE_INTERVAL = Duration.ofMinutes(1);
  public static final Duration RELOAD_DEADLINE = Duration.ofSeconds(60);

  public static final int MAX_UNAVAILABLE = 1;
  public static final Duration TURN_WAIT = Duration.ofSeconds(30);

  public static final String NODE_CONDITION = "MgeoSyncReady";
  public static final Duration RESYNC = Duration.ofSeconds(10);

  /** The machine's own zone, as for crontab. */
  public static ZoneId zone() {
    return ZoneId.systemDefault();
  }

  /** Where a channel lies in a Git repository unless it is configured. */
  public static String gitPath(String channel) {
    return "channels/" + channel + ".yaml";
  }
}
