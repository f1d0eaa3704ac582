package io.mgeosync.activate;

import io.mgeosync.disk.NodeLayout;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.fetch.FetchListener;
import io.mgeosync.fetch.FetchOptions;
import io.mgeosync.fetch.Fetcher;
import io.mgeosync.fetch.TestBundle;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.store.InMemoryStore;
import io.mgeosync.verify.VerifiedBundle;
import io.mgeosync.verify.Verifier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/** A node's disk with the path up to {@code current}. */
record TestNode(NodeLayout layout) {
  private static final Clock CLOCK = Clock.systemUTC();

  static TestNode in(Path state) {
    return new TestNode(new NodeLayout(state, new BundleName("mgeo-base")));
  }

  VerifiedBundle fetch(TestBundle bundle) throws IOException {
    InMemoryStore store = bundle.publish(new InMemoryStore());
    FetchOptions options =
        new FetchOptions(2, 1 << 20, 0, 1, Duration.ofMillis(1), Duration.ofSeconds(3));
    Fetcher fetcher = new Fetcher(store, layout, CLOCK, options, FetchListener.none());
    return new Verifier(CLOCK).verify(fetcher.fetch(bundle.pin()));
  }

  /** What a cycle does: a release that is there is proven again, otherwise it is fetched. */
  ActiveRelease activate(TestBundle bundle) throws IOException {
    Activator activator = activator();
    return activator.activate(obtain(bundle, activator));
  }

  /** What the agent does, whose service has proven the release at once. */
  ActiveRelease activateAsTransaction(TestBundle bundle, Consumer<Step> before) throws IOException {
    Activator activator = new Activator(layout, CLOCK, before);
    VerifiedBundle verified = obtain(bundle, activator);
    activator.begin(verified);
    ActiveRelease active = activator.activate(verified);
    activator.commit(active);
    return active;
  }

  private VerifiedBundle obtain(TestBundle bundle, Activator activator) throws IOException {
    for (ReleaseName name : activator.releasesOf(bundle.pin())) {
      return verify(name, bundle);
    }
    return fetch(bundle);
  }

  VerifiedBundle verify(ReleaseName name, TestBundle bundle) {
    return new Verifier(CLOCK).verify(layout.release(name), name, bundle.pin());
  }

  Activator activator() {
    return new Activator(layout, CLOCK);
  }
}
