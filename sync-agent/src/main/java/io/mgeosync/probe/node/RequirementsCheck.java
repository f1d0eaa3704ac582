package io.mgeosync.probe.node;

import io.mgeosync.manifest.ComputeCapability;
import io.mgeosync.manifest.DriverVersion;
import io.mgeosync.manifest.Requirements;
import io.mgeosync.probe.node.GpuFacts.Absent;
import io.mgeosync.probe.node.GpuFacts.Gpu;
import io.mgeosync.probe.node.GpuFacts.Present;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Compares what a bundle requires with what this node is. */
public final class RequirementsCheck {
  private static final String ELSEWHERE =
      "; let another node serve the bundle, or publish it with other requirements";

  private final GpuFacts gpus;
  private final Environment environment;

  public RequirementsCheck(GpuFacts gpus, Environment environment) {
    this.gpus = gpus;
    this.environment = environment;
  }

  /**
   * Everything that is required and not met; empty when all is.
   *
   * @throws Exception when the GPUs cannot be asked, which proves nothing
   */
  public List<Unmet> check(Requirements required) throws Exception {
    var unmet = new ArrayList<Unmet>();
    if (asksForGpu(required)) {
      unmet.addAll(unmetByGpus(required));
    }
    required.pythonLock().flatMap(environment::unmetPythonLock).ifPresent(unmet::add);
    required.configuration().flatMap(environment::unmetConfiguration).ifPresent(unmet::add);
    return unmet;
  }

  /** A bundle that asks nothing of a GPU is served where there is none, and no driver is asked. */
  private static boolean asksForGpu(Requirements required) {
    return required.gpuMemory().isPresent()
        || required.computeCapability().isPresent()
        || required.driver().isPresent();
  }

  private List<Unmet> unmetByGpus(Requirements required) throws Exception {
    return switch (gpus.lookAtGpus()) {
      case Absent absent -> List.of(new Unmet("NoGpu", absent.why()));
      case Present present when present.gpus().isEmpty() ->
          List.of(
              new Unmet("NoGpu", "the bundle requires a GPU and this node has none" + ELSEWHERE));
      case Present present -> {
        var unmet = new ArrayList<Unmet>();
        unmetByDriver(required, present).ifPresent(unmet::add);
        if (present.gpus().stream().noneMatch(gpu -> fits(gpu, required))) {
          unmet.add(new Unmet("GpuTooSmall", tooSmall(required, present.gpus())));
        }
        yield unmet;
      }
    };
  }

  private static Optional<Unmet> unmetByDriver(Requirements required, Present present) {
    if (required.driver().isEmpty()) {
      return Optional.empty();
    }
    DriverVersion oldest = required.driver().get();
    boolean met = present.driver().filter(driver -> driver.compareTo(oldest) >= 0).isPresent();
    String here = present.driver().map(DriverVersion::toString).orElse("of an unknown version");
    return met
        ? Optional.empty()
        : Optional.of(
            new Unmet(
                "DriverTooOld",
                "the bundle requires driver %s and this node's is %s; update it"
                    .formatted(oldest, here)));
  }

  private static boolean fits(Gpu gpu, Requirements required) {
    return required.gpuMemory().map(bytes -> gpu.memory().orElse(0) >= bytes).orElse(true)
        && required.computeCapability().map(least -> capable(gpu, least)).orElse(true);
  }

  private static boolean capable(Gpu gpu, ComputeCapability least) {
    return gpu.computeCapability().filter(has -> has.compareTo(least) >= 0).isPresent();
  }

  private static String tooSmall(Requirements required, List<Gpu> gpus) {
    var wanted = new ArrayList<String>();
    required.gpuMemory().ifPresent(bytes -> wanted.add(gibibytes(bytes)));
    required.computeCapability().ifPresent(least -> wanted.add("compute capability " + least));
    return "the bundle requires a GPU with %s and this node has %s%s"
        .formatted(
            String.join(" and ", wanted),
            gpus.stream()
                .map(RequirementsCheck::describe)
                .distinct()
                .collect(Collectors.joining(", ")),
            ELSEWHERE);
  }

  private static String describe(Gpu gpu) {
    return "%s (%s, %s)"
        .formatted(
            gpu.model(),
            gpu.memory().isPresent() ? gibibytes(gpu.memory().getAsLong()) : "memory unknown",
            gpu.computeCapability().map(ComputeCapability::toString).orElse("capability unknown"));
  }

  private static String gibibytes(long bytes) {
    return "%.1f GiB".formatted(bytes / (double) (1L << 30));
  }
}
