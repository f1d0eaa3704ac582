package io.mgeosync.probe.node;

import io.mgeosync.manifest.digest.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the services of this node depend on beside their model. Safe from any thread. */
public final class Environment {
  private final FilesDigest pythonLock;
  private final FilesDigest configuration;

  /**
   * One for the node; both as the configuration names them.
   *
   * @param pythonLock null when no file says which Python packages are installed
   * @param configFiles in the order of their digest
   */
  public Environment(@Nullable Path pythonLock, List<Path> configFiles) {
    this.pythonLock = new FilesDigest(pythonLock == null ? List.of() : List.of(pythonLock));
    this.configuration = new FilesDigest(configFiles);
  }

  /** Empty when no file is named, or it cannot be read. */
  Optional<Digest> pythonLock() {
    return digest(pythonLock);
  }

  /** Empty when no file is named, or one of them cannot be read. */
  Optional<Digest> configuration() {
    return digest(configuration);
  }

  private static Optional<Digest> digest(FilesDigest files) {
    try {
      return files.files().isEmpty() ? Optional.empty() : Optional.of(files.get());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  Optional<Unmet> unmetPythonLock(Digest required) {
    return unmet(required, pythonLock, "PythonLock", "Python packages", "environment.python-lock");
  }

  Optional<Unmet> unmetConfiguration(Digest required) {
    return unmet(
        required, configuration, "Configuration", "configuration", "environment.config-files");
  }

  private static Optional<Unmet> unmet(
      Digest required, FilesDigest files, String reason, String what, String key) {
    if (files.files().isEmpty()) {
      return Optional.of(
          new Unmet(
              reason,
              "the bundle requires its own %s and this node does not say which it has; set %s"
                  .formatted(what, key)));
    }
    try {
      Digest actual = files.get();
      return actual.equals(required)
          ? Optional.empty()
          : Optional.of(new Unmet(reason, differs(required, actual, files, what)));
    } catch (IOException e) {
      return Optional.of(
          new Unmet(
              reason, "%s cannot be read: %s; correct %s".formatted(names(files), what(e), key)));
    }
  }

  private static String differs(Digest required, Digest actual, FilesDigest files, String what) {
    return "the bundle requires %s %s and %s is %s; bring it to what the bundle was tested with"
        .formatted(what, required.shortHex(), names(files), actual.shortHex());
  }

  private static String what(IOException e) {
    return e.getClass().getSimpleName();
  }

  private static String names(FilesDigest files) {
    return files.files().stream().map(Path::toString).collect(Collectors.joining(" with "));
  }
}
