package io.mgeosync.activate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mgeosync.channel.Pin;
import io.mgeosync.disk.DiskFailures;
import io.mgeosync.disk.DurableFiles;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.digest.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bundles that this node does not try again, one JSON line each, until an operator clears the
 * list. Known by their manifest digests, so that a version published again under another one is
 * tried.
 *
 * <p>The caller holds the bundle's {@link io.mgeosync.disk.DirectoryLock}. Failures of the disk are
 * {@link io.mgeosync.disk.StateUnusableException} and {@link io.mgeosync.disk.DiskFullException}.
 */
public final class PoisonList {
  private static final Logger log = LoggerFactory.getLogger(PoisonList.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  public PoisonList(NodeLayout layout) {
    this.file = layout.poison();
  }

  /** Why this bundle is not to be tried; empty when it may be. */
  public Optional<Poisoned> find(Pin pin) {
    return all().stream().filter(one -> one.pin().digest().equals(pin.digest())).findFirst();
  }

  /** Durable once this returns; a bundle that is listed already stays listed as it was. */
  public void add(Poisoned poisoned) {
    if (find(poisoned.pin()).isEmpty()) {
      DurableFiles.appendLine(file, line(poisoned).getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Forgets everything: what is listed may be tried again.
   *
   * @return what was listed, oldest first
   */
  public List<Poisoned> clear() {
    List<Poisoned> listed = all();
    if (Files.exists(file)) {
      DurableFiles.writeAtomically(file, new byte[0]);
    }
    return listed;
  }

  /** Oldest first. A damaged line is passed over: it costs one more trial, which fails again. */
  public List<Poisoned> all() {
    if (Files.notExists(file)) {
      return List.of();
    }
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
          .lines()
          .flatMap(this::read)
          .toList();
    } catch (IOException e) {
      throw DiskFailures.explain(file, e);
    }
  }

  private static String line(Poisoned poisoned) {
    return JSON.createObjectNode()
        .put("digest", poisoned.pin().digest().toString())
        .put("bundle", poisoned.pin().bundle().value())
        .put("version", poisoned.pin().version().value())
        .put("at", poisoned.at().toString())
        .put("why", poisoned.why())
        .toString();
  }

  private Stream<Poisoned> read(String line) {
    try {
      return line.isBlank() ? Stream.empty() : Stream.of(parse(JSON.readTree(line)));
    } catch (JsonProcessingException | RuntimeException e) {
      log.warn("{}: a line cannot be read and is passed over: {}", file, e.getMessage());
      return Stream.empty();
    }
  }

  private static Poisoned parse(JsonNode node) {
    var pin =
        new Pin(
            new BundleName(node.path("bundle").asText()),
            new BundleVersion(node.path("version").asText()),
            Digest.parse(node.path("digest").asText()));
    return new Poisoned(pin, Instant.parse(node.path("at").asText()), node.path("why").asText());
  }
}
