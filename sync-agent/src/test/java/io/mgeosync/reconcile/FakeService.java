package io.mgeosync.reconcile;

import io.mgeosync.activate.ReloadHook;
import io.mgeosync.channel.Pin;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.probe.ProbeResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A service that loads what {@code current} names when it is told to, and says what it has. */
final class FakeService {
  private final NodeLayout layout;
  private volatile Optional<ReleaseName> loaded = Optional.empty();

  /** Versions that it does not load: it goes on with what it has. */
  final Set<String> unloadable = ConcurrentHashMap.newKeySet();

  /** Versions whose golden answers it gets wrong. */
  final Set<String> nonsense = ConcurrentHashMap.newKeySet();

  /** Nobody answers. */
  volatile boolean down;

  FakeService(NodeLayout layout) {
    this.layout = layout;
  }

  /** The hook of a service that has loaded before its hook returns. */
  ReloadHook reload() {
    return pin -> load();
  }

  void load() {
    Optional<ReleaseName> named = current();
    if (named.filter(name -> unloadable.contains(name.version().value())).isEmpty()) {
      loaded = named;
    }
  }

  /** The golden answers of whatever it has loaded. */
  ProbeResult smoke() {
    if (down || loaded.isEmpty()) {
      return new ProbeResult.Late("Refused", "nothing listens");
    }
    String version = loaded.get().version().value();
    return nonsense.contains(version)
        ? new ProbeResult.Wrong("WrongAnswer", version + " answers nonsense")
        : new ProbeResult.Good("Right", version + " answers right");
  }

  /** Has had this loaded since before the test began to look. */
  void resume(Optional<ReleaseName> before) {
    loaded = before;
  }

  Optional<ReleaseName> loaded() {
    return loaded;
  }

  /** What {@code current} names at this moment. */
  Optional<ReleaseName> current() {
    try {
      return Files.isSymbolicLink(layout.current())
          ? ReleaseName.parse(Files.readSymbolicLink(layout.current()).getFileName().toString())
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the real probe judges: the answer against the pin that should be served. */
  static ProbeResult judge(Optional<ReleaseName> answered, Optional<Pin> active) {
    Optional<ReleaseName> wanted = active.map(pin -> ReleaseName.of(pin.version(), pin.digest()));
    boolean same =
        answered.isPresent() && wanted.isPresent() && answered.get().sameIdentity(wanted.get());
    return same
        ? new ProbeResult.Good("Proven", answered + " is served")
        : new ProbeResult.Wrong("OtherVersion", answered + " is served, not " + wanted);
  }
}
