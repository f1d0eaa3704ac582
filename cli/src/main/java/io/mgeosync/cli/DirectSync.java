package io.mgeosync.cli;

import io.mgeosync.base.HostPort;
import io.mgeosync.config.AgentConfig;
import io.mgeosync.config.BundleSettings;
import io.mgeosync.config.ChannelSettings;
import io.mgeosync.config.ConfigSource;
import io.mgeosync.config.Defaults;
import io.mgeosync.config.EnvironmentSettings;
import io.mgeosync.config.ScheduleSettings;
import io.mgeosync.config.StoreSettings;
import io.mgeosync.manifest.BundleName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A sync that needs no configuration file: all that it asks stands in the crontab's line. */
final class DirectSync {
  @Option(
      names = "--store",
      paramLabel = "URL",
      description = "Without a configuration: file:///mnt/models or s3://bucket/prefix.")
  @Nullable StoreSettings store;

  @Mixin StoreParts parts;

  @Option(
      names = "--channel",
      converter = ChannelName.class,
      paramLabel = "NAME",
      description =
          "Without a configuration: the channel; " + Defaults.CHANNEL + " when not given.")
  @Nullable String channel;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "Without a configuration: where releases live; /var/lib/mgeo-sync when not given.")
  @Nullable Path state;

  boolean isAsked() {
    return store != null || channel != null || state != null || parts.isAsked();
  }

  AgentConfig config(@Nullable BundleName bundle) {
    if (store == null || bundle == null) {
      throw new UsageException("without a configuration both --store and --bundle are needed");
    }
    return new AgentConfig(
        "localhost",
        (state == null ? Defaults.STATE : state).toAbsolutePath().normalize(),
        parts.of(store),
        ChannelSettings.of(channel == null ? Defaults.CHANNEL : channel),
        HostPort.parse(Defaults.LISTEN),
        EnvironmentSettings.NONE,
        List.of(),
        List.of(settings(bundle)),
        new ConfigSource("the command line", Map.of()));
  }

  private static BundleSettings settings(BundleName bundle) {
    return new BundleSettings(
        bundle,
        new ScheduleSettings(Defaults.CRON, Defaults.zone(), Defaults.SPLAY),
        Defaults.KEEP,
        null,
        null,
        null,
        new ScheduleSettings(Defaults.SCRUB_CRON, Defaults.zone(), Defaults.SPLAY),
        null);
  }
}
