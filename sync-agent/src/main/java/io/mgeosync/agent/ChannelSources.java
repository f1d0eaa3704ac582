package io.mgeosync.agent;

import io.mgeosync.channel.ChannelSettings;
import io.mgeosync.channel.ChannelSource;
import io.mgeosync.channel.GitSettings;
import io.mgeosync.channel.StoreChannels;
import io.mgeosync.channel.git.GitChannelSettings;
import io.mgeosync.channel.git.GitChannelSource;
import io.mgeosync.config.AgentConfig;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.store.StoreReader;

/** Where the configuration says that the channel is kept. */
final class ChannelSources {
  private ChannelSources() {}

  static ChannelSource open(AgentConfig config, StoreReader store, NodeLayout layout) {
    ChannelSettings settings = config.channel();
    GitSettings git = settings.git();
    if (git == null) {
      return new StoreChannels(store, settings.name(), config.store().place()::options);
    }
    return new GitChannelSource(
        new GitChannelSettings(
            git.url(),
            git.ref(),
            git.path(),
            settings.name(),
            layout.channelClone(),
            GitChannelSettings.DEFAULT_DEADLINE));
  }
}
