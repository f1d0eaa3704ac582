package io.mgeosync.probe.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mgeosync.manifest.DriverVersion;
import io.mgeosync.manifest.Printable;
import io.mgeosync.manifest.digest.Digest;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a node says of itself to its peers; what is not known is empty.
 *
 * @param gpus the models of its GPUs, each once, such as {@code NVIDIA A100-SXM4-40GB}
 * @param driver the version of their driver
 * @param pythonLock the digest of its Python packages' lock file
 * @param configuration the digest of its services' configuration files
 */
public record NodeFacts(
    Optional<String> gpus,
    Optional<String> driver,
    Optional<String> pythonLock,
    Optional<String> configuration) {
  public static final NodeFacts UNKNOWN =
      new NodeFacts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private static final int LONGEST = 100;

  /** Looks once; may hang where the driver does. */
  public static NodeFacts look(GpuFacts gpus, Environment environment) {
    Optional<GpuFacts.Present> present = present(gpus);
    return new NodeFacts(
        present.map(NodeFacts::models).filter(models -> !models.isEmpty()),
        present.flatMap(GpuFacts.Present::driver).map(DriverVersion::toString),
        environment.pythonLock().map(Digest::toString),
        environment.configuration().map(Digest::toString));
  }

  private static Optional<GpuFacts.Present> present(GpuFacts gpus) {
    try {
      return gpus.lookAtGpus() instanceof GpuFacts.Present present
          ? Optional.of(present)
          : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (Exception e) {
      return Optional.empty();
    }
  }

  private static String models(GpuFacts.Present present) {
    return present.gpus().stream()
        .map(GpuFacts.Gpu::model)
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /** As {@code /status} has it. */
  public void write(ObjectNode node) {
    gpus.ifPresent(text -> node.put("gpus", text));
    driver.ifPresent(text -> node.put("driver", text));
    pythonLock.ifPresent(text -> node.put("pythonLock", text));
    configuration.ifPresent(text -> node.put("configuration", text));
  }

  /** From another node's {@code /status}, which may hold anything. */
  static NodeFacts read(JsonNode node) {
    return new NodeFacts(
        text(node, "gpus"),
        text(node, "driver"),
        text(node, "pythonLock"),
        text(node, "configuration"));
  }

  /** Untrusted: it must not forge a line of a log or a terminal. */
  static Optional<String> text(JsonNode node, String key) {
    String text = node.path(key).asText("");
    return Optional.of(Printable.line(text, LONGEST)).filter(line -> !line.isEmpty());
  }
}
