package io.mgeosync.cli;

import io.mgeosync.channel.ChannelSettings;
import io.mgeosync.config.AgentConfig;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.settings.SettingsFile;
import io.mgeosync.store.StorePlace;
import java.nio.file.Path;
import java.util.HashMap;
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
  @Nullable StorePlace store;

  @Mixin StoreParts parts;

  @Option(
      names = "--channel",
      converter = ChannelName.class,
      paramLabel = "NAME",
      description =
          "Without a configuration: the channel; " + ChannelSettings.NAME + " when not given.")
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
    Map<String, Object> keys = new HashMap<>();
    keys.put("node", "localhost");
    keys.put("store", Map.of("url", store.url().toString()));
    keys.put("bundles", List.of(Map.of("name", bundle.value())));
    if (channel != null) {
      keys.put("channel", Map.of("name", channel));
    }
    if (state != null) {
      keys.put("state", state.toAbsolutePath().toString());
    }
    return SettingsFile.of("the command line", keys)
        .read(AgentConfig.class)
        .withStore(parts.of(store));
  }
}
