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

/** A service that loads what {@code current} names when it is told to, and says what it has. */
final class FakeService {
  private final NodeLayout layout;
  private volatile Optional<ReleaseName> loaded = Optional.empty();

  FakeService(NodeLayout layout) {
    this.layout = layout;
  }

  /** The hook of a service that has loaded before its hook returns. */
  ReloadHook reload() {
    return pin -> load();
  }

  void load() {
    loaded = current();
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
