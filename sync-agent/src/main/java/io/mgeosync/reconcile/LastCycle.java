package io.mgeosync.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mgeosync.disk.DurableFiles;
import io.mgeosync.disk.NodeLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What is remembered of past cycles across a restart: so that a run missed while the node was down
 * is caught up, and so that a channel does not look freshly read just because the agent was started
 * again.
 */
public final class LastCycle {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  public LastCycle(NodeLayout layout) {
    this.file = layout.lastCycle();
  }

  /** When a cycle last ended with the node where it should be. */
  public Optional<Instant> success() {
    return instant("success");
  }

  /** When the channel was last read and believed. */
  public Optional<Instant> channelReadAt() {
    return instant("channelReadAt");
  }

  /** The last cycle's sentence, for {@code status} without a running agent. */
  public Optional<String> sentence() {
    return Optional.of(read().path("sentence").asText("")).filter(text -> !text.isEmpty());
  }

  void recordCycle(CycleReport report, Optional<Instant> channelReadAt) {
    ObjectNode written = JSON.createObjectNode();
    written.put("at", report.at().toString());
    written.put("outcome", report.outcome().name().toLowerCase(Locale.ROOT));
    written.put("sentence", report.sentence());
    Optional<Instant> success = report.success() ? Optional.of(report.at()) : success();
    success.ifPresent(at -> written.put("success", at.toString()));
    channelReadAt.ifPresent(at -> written.put("channelReadAt", at.toString()));
    try {
      DurableFiles.writeAtomically(file, JSON.writeValueAsBytes(written));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<Instant> instant(String key) {
    try {
      return Optional.of(read().path(key).asText(""))
          .filter(text -> !text.isEmpty())
          .map(Instant::parse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Damage here costs one extra sync, so it is read as nothing known. */
  private JsonNode read() {
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      return JSON.createObjectNode();
    }
  }
}
