package io.mgeosync.director.route;

import io.mgeosync.base.InvalidValueException;
import io.mgeosync.base.NodeName;
import io.mgeosync.disk.DurableFiles;
import io.mgeosync.disk.StateOwnership;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers over a restart who a switchover made the primary: one name, or an empty file. */
final class PrimaryFile {
  private static final Logger log = LoggerFactory.getLogger(PrimaryFile.class);

  private final Path file;

  /**
   * Written and read below.
   *
   * @throws io.mgeosync.manifest.Refusal when another user of this machine could change it
   */
  PrimaryFile(Path state) {
    this.file = state.resolve("primary");
    StateOwnership.ofThisProcess().require(state, file);
  }

  /** A file that cannot be read is told and not believed: the configured roles are always good. */
  Optional<NodeName> read() {
    try {
      String name = Files.readString(file).strip();
      return name.isEmpty() ? Optional.empty() : Optional.of(new NodeName(name));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | InvalidValueException e) {
      log.warn("{} cannot be read, so the configured roles hold: {}", file, e.toString());
      return Optional.empty();
    }
  }

  /**
   * Durable once it returns.
   *
   * @throws io.mgeosync.manifest.Refusal when the disk does not take it
   */
  void writePrimary(Optional<NodeName> primary) {
    String text = primary.map(name -> name + "\n").orElse("");
    DurableFiles.writeAtomically(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
