package io.mgeosync.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.mgeosync.activate.Poisoned;
import io.mgeosync.base.HostPort;
import io.mgeosync.config.AgentConfig;
import io.mgeosync.config.ConfigLoader;
import io.mgeosync.fetch.FetchListener;
import io.mgeosync.fetch.FetchProgress;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.reconcile.BundleSettings;
import io.mgeosync.reconcile.CyclePlan;
import io.mgeosync.store.StoreSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Does what a test tells it, and remembers what it was asked. */
final class FakeNode implements Node {
  final List<String> synced = new ArrayList<>();
  List<FetchProgress> transfers = List.of();
  Function<BundleName, Cycle> cycles =
      name -> new Cycle("unchanged", name + " is right", Optional.empty());
  Function<BundleName, Cycle> repairs =
      name -> new Cycle("unchanged", name + " is intact", Optional.empty());
  Function<BundleName, CyclePlan> plans =
      name -> {
        throw new AssertionError("nobody asked for a plan of " + name);
      };
  Checked checked = new Checked(Path.of("d"), "3 files are right", 3, List.of(), false);
  JsonNode probed = JsonLine.object();
  final List<Poisoned> poisoned = new ArrayList<>();
  HostPort http = HostPort.parse("127.0.0.1:9640");
  Path state = Path.of("/nowhere");
  StoreSettings store = StoreSettings.ofUrl("file:///mnt/models");

  @Override
  public AgentConfig configuration(Path file) {
    return ConfigLoader.parse(
            file.toString(),
            """
            node: gpu-1
            state: %s
            store:
              url: file:///mnt/models
            http: {listen: "%s"}

            bundles:
              - name: mgeo-base
              - name: mgeo-large
            """
                .formatted(state, http))
        .withStore(store);
  }

  @Override
  public Cycle sync(AgentConfig config, BundleSettings bundle, FetchListener listener) {
    transfers.forEach(listener::progress);
    synced.add(bundle.name() + " from " + config.store().place().url() + " to " + config.state());
    return cycles.apply(bundle.name());
  }

  @Override
  public Cycle repair(AgentConfig config, BundleSettings bundle, FetchListener listener) {
    return repairs.apply(bundle.name());
  }

  @Override
  public CyclePlan plan(AgentConfig config, BundleSettings bundle) {
    return plans.apply(bundle.name());
  }

  @Override
  public Checked check(Path directory, Optional<Digest> pin) {
    return checked;
  }

  @Override
  public JsonNode probe(AgentConfig config) {
    return probed;
  }

  @Override
  public List<Poisoned> poisoned(AgentConfig config, BundleSettings bundle) {
    return poisoned.stream().filter(one -> one.pin().bundle().equals(bundle.name())).toList();
  }

  @Override
  public void unpoison(AgentConfig config, BundleSettings bundle) {
    poisoned.removeIf(one -> one.pin().bundle().equals(bundle.name()));
  }

  @Override
  public void runAgent(AgentConfig config) {}
}
