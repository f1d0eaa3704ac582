package io.mgeosync.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.manifest.BundleName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What a node's disk says of a bundle while no agent runs: names only, nothing is verified. */
final class DiskStatus {
  private DiskStatus() {}

  /** Keys as in the agent's own status, as far as the disk knows them. */
  static ObjectNode of(Path state, BundleName bundle) {
    NodeLayout layout = new NodeLayout(state, bundle);
    ObjectNode status = JsonLine.object().put("bundle", bundle.value()).put("ready", false);
    Optional<ReleaseName> current = current(layout);
    current.ifPresent(
        name ->
            status
                .putObject("active")
                .put("version", name.version().value())
                .put("release", name.toString()));
    releases(layout).forEach(status.putArray("releases")::add);
    lastCycle(layout).ifPresent(text -> status.set("lastCycle", JsonLine.read(text)));
    return status;
  }

  private static Optional<ReleaseName> current(NodeLayout layout) {
    try {
      return ReleaseName.parse(Files.readSymbolicLink(layout.current()).getFileName().toString());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Stream<String> releases(NodeLayout layout) {
    try (Stream<Path> folders = Files.list(layout.releases())) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  private static Optional<String> lastCycle(NodeLayout layout) {
    try {
      return Optional.of(Files.readString(layout.lastCycle()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
