package io.mgeosync.verdict;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mgeosync.disk.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a drain over a restart of the agent or of the machine. */
final class DrainFile {
  private static final Logger log = LoggerFactory.getLogger(DrainFile.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] NONE = "{}\n".getBytes(UTF_8);

  private final Path file;

  DrainFile(Path file) {
    this.file = file;
  }

  /** A file that cannot be read was written for a reason: it drains for the usual time. */
  Optional<Drain> read(Instant now) {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode drain = JSON.readTree(Files.readAllBytes(file));
      return drain.isObject() && drain.isEmpty() ? Optional.empty() : Optional.of(drain(drain));
    } catch (IOException | DateTimeException | IllegalArgumentException e) {
      log.warn("{} cannot be read, so this node drains: {}", file, e.toString());
      return Optional.of(new Drain(now, now.plus(Drain.USUAL)));
    }
  }

  private static Drain drain(JsonNode drain) {
    return new Drain(
        Instant.parse(drain.path("since").asText()), Instant.parse(drain.path("until").asText()));
  }

  /** Durable once it returns. */
  void writeDrain(Optional<Drain> drain) {
    DurableFiles.writeAtomically(file, drain.map(DrainFile::json).orElse(NONE));
  }

  private static byte[] json(Drain drain) {
    return (JSON.createObjectNode()
                .put("since", drain.since().toString())
                .put("until", drain.until().toString())
            + "\n")
        .getBytes(UTF_8);
  }
}
