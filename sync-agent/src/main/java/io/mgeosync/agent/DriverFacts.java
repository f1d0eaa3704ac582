package io.mgeosync.agent;

import io.mgeosync.config.AgentConfig;
import io.mgeosync.manifest.ComputeCapability;
import io.mgeosync.manifest.DriverVersion;
import io.mgeosync.probe.ProbeResult;
import io.mgeosync.probe.gpu.GpuDriver;
import io.mgeosync.probe.gpu.GpuException;
import io.mgeosync.probe.gpu.GpuSnapshot;
import io.mgeosync.probe.gpu.GpuVendor;
import io.mgeosync.probe.gpu.OurGpus;
import io.mgeosync.probe.node.GpuFacts;
import io.mgeosync.reconcile.BundleSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the node's GPUs are, as their driver says. Confined to one caller at a time. */
final class DriverFacts implements GpuFacts {
  private final GpuDriver driver;

  DriverFacts(GpuDriver driver) {
    this.driver = driver;
  }

  /** Of every GPU, for the node's peers; a node that asks nothing of a GPU loads no driver. */
  static GpuFacts ofNode(AgentConfig config) {
    return config.bundles().stream().allMatch(bundle -> bundle.gpu() == null)
        ? NOT_ASKED
        : ofDevices(List.of());
  }

  /** Of the GPUs that the bundle's service may use; no driver is loaded before the first look. */
  static GpuFacts ofBundle(BundleSettings bundle) {
    var gpu = bundle.gpu();
    return ofDevices(gpu == null ? List.of() : gpu.devices());
  }

  private static GpuFacts ofDevices(List<String> devices) {
    GpuVendor vendor = GpuVendors.here();
    OurGpus ours = OurGpus.of(devices, vendor.visible(System.getenv()));
    return new DriverFacts(vendor.driver().only(ours));
  }

  @Override
  public Answer lookAtGpus() {
    try {
      return answer(driver.read());
    } catch (GpuException e) {
      return absent(e);
    }
  }

  /** Where every GPU is silent, the first one's fault says whether there is none or who knows. */
  private static Answer answer(GpuSnapshot said) {
    if (said.gpus().isEmpty() && !said.faults().isEmpty()) {
      throw said.faults().getFirst().cause();
    }
    return new Present(
        parsed(said.driver(), DriverVersion::new),
        said.gpus().stream().map(DriverFacts::facts).toList());
  }

  private static Answer absent(GpuException e) {
    if (e.result() instanceof ProbeResult.Wrong wrong) {
      return new Absent(wrong.message());
    }
    throw e;
  }

  private static Gpu facts(io.mgeosync.probe.gpu.Gpu gpu) {
    return new Gpu(
        gpu.id().model(),
        gpu.load().memory().stream().mapToLong(memory -> memory.total()).findFirst(),
        parsed(gpu.id().computeCapability(), ComputeCapability::parse));
  }

  /** What a driver does not say, or says in a spelling of the future, is not known. */
  private static <T> Optional<T> parsed(String text, Function<String, T> parse) {
    try {
      return Optional.of(parse.apply(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
