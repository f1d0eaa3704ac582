package io.mgeosync.cli;

import io.mgeosync.config.AgentConfig;
import io.mgeosync.config.BundleSettings;
import io.mgeosync.config.ChannelSettings;
import io.mgeosync.config.ConfigSource;
import io.mgeosync.config.Defaults;
import io.mgeosync.config.EnvironmentSettings;
import io.mgeosync.config.HttpSettings;
import io.mgeosync.config.ScheduleSettings;
import io.mgeosync.config.StoreSettings;
import io.mgeosync.fetch.FetchPlan;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.digest.Digest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Does what a test tells it, and remembers what it was asked. */
final class FakeNode implements Node {
  final List<String> synced = new ArrayList<>();
  Function<BundleName, Cycle> cycles = name -> new Cycle(name + " is right", Optional.empty());
  Function<BundleName, FetchPlan> plans =
      name -> {
        throw new AssertionError("nobody asked for a plan of " + name);
      };
  Checked checked = new Checked(Path.of("d"), "3 files are right", 3, List.of());
  HttpSettings http = HttpSettings.parse(Defaults.LISTEN);
  Path state = Path.of("/nowhere");

  @Override
  public AgentConfig configuration(Path file) {
    return new AgentConfig(
        "gpu-1",
        state,
        StoreSettings.ofUrl("file:///mnt/models"),
        new ChannelSettings(Defaults.CHANNEL, Defaults.POLL, Defaults.MAX_STALENESS, null),
        http,
        EnvironmentSettings.NONE,
        List.of(),
        List.of(bundle("mgeo-base"), bundle("mgeo-large")),
        new ConfigSource(file.toString(), Map.of("bundles", 7)));
  }

  private static BundleSettings bundle(String name) {
    ScheduleSettings nightly = new ScheduleSettings(Defaults.CRON, Defaults.zone(), Defaults.SPLAY);
    return new BundleSettings(
        new BundleName(name), nightly, Defaults.KEEP, null, null, null, nightly, null);
  }

  @Override
  public Cycle sync(AgentConfig config, BundleSettings bundle) {
    synced.add(bundle.name() + " from " + config.store().url() + " to " + config.state());
    return cycles.apply(bundle.name());
  }

  @Override
  public FetchPlan plan(AgentConfig config, BundleSettings bundle) {
    return plans.apply(bundle.name());
  }

  @Override
  public Checked check(Path directory, Optional<Digest> pin) {
    return checked;
  }

  @Override
  public void runAgent(AgentConfig config) {}
}
