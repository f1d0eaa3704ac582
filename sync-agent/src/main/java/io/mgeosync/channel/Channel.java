package io.mgeosync.channel;

import io.mgeosync.manifest.BundleName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A named pointer that says which bundle versions may be served.
 *
 * @param sequence grows by at least one with every change; a node refuses to step back
 * @param expires after this a node believes the channel no longer
 * @param serve what may be served: for each bundle one pin, or two during a rollout, the desired
 *     one first
 * @param prefetch what nodes should already have on disk
 */
public record Channel(
    String name, long sequence, Instant expires, List<Pin> serve, List<Pin> prefetch) {
  public Channel {
    serve = List.copyOf(serve);
    prefetch = List.copyOf(prefetch);
  }

  /** The pin that a node of this bundle should move to. */
  public Optional<Pin> desired(BundleName bundle) {
    return serve.stream().filter(pin -> pin.bundle().equals(bundle)).findFirst();
  }

  /** All pins of this bundle that may serve now, the desired one first. */
  public List<Pin> allowed(BundleName bundle) {
    return serve.stream().filter(pin -> pin.bundle().equals(bundle)).toList();
  }

  /** The pins of this bundle that should be on disk although they may not serve yet. */
  public List<Pin> prefetch(BundleName bundle) {
    return prefetch.stream().filter(pin -> pin.bundle().equals(bundle)).toList();
  }
}
