package io.mgeosync.activate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mgeosync.disk.DiskFailures;
import io.mgeosync.disk.DurableFiles;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.verify.VerifiedBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which releases were activated, and when: one JSON line each, oldest first. Lines are only ever
 * added.
 */
final class Journal {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  Journal(NodeLayout layout) {
    this.file = layout.journal();
  }

  void activated(VerifiedBundle bundle, Instant at) {
    var line =
        JSON.createObjectNode()
            .put("at", at.toString())
            .put("release", bundle.name().toString())
            .put("digest", bundle.pin().digest().toString());
    DurableFiles.appendLine(file, line.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Every release that was active, the latest first, each once. A line torn by a crash is passed
   * over.
   */
  List<ReleaseName> latestFirst() {
    List<ReleaseName> names = new ArrayList<>();
    for (String line : lines().reversed()) {
      name(line).filter(name -> !names.contains(name)).ifPresent(names::add);
    }
    return names;
  }

  private static Optional<ReleaseName> name(String line) {
    try {
      return ReleaseName.parse(JSON.readTree(line).path("release").asText(""));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw DiskFailures.explain(file, e);
    }
  }
}
