package io.mgeosync.probe.gpu;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which of the GPUs that the driver lists the service may use.
 *
 * @param all every one that is listed; then there are no names
 * @param names as CUDA_VISIBLE_DEVICES has them: an index, a UUID or its beginning, a MIG device
 */
public record OurGpus(boolean all, List<String> names) {
  private static final Pattern INDEX = Pattern.compile("[0-9]{1,3}");

  public OurGpus {
    names = List.copyOf(names);
  }

  /**
   * The configured ones.
   *
   * @param configured as in {@code gpu.devices}
   * @param otherwise when none is configured
   */
  public static OurGpus of(List<String> configured, OurGpus otherwise) {
    return configured.isEmpty() ? otherwise : new OurGpus(false, configured);
  }

  private static boolean isIndex(String name) {
    return INDEX.matcher(name).matches();
  }

  /** Ours among those that answer. */
  public List<Gpu> among(List<Gpu> gpus) {
    return gpus.stream()
        .filter(gpu -> all || names.stream().anyMatch(name -> means(name, gpu)))
        .toList();
  }

  /** The names that mean none of the GPUs that answer. */
  public List<String> missing(List<Gpu> gpus) {
    return names.stream().filter(name -> gpus.stream().noneMatch(gpu -> means(name, gpu))).toList();
  }

  /** Whether the GPU at an index, of which nothing else is known, may be ours. */
  boolean mayBeOurs(int index, List<Gpu> others) {
    return all || names.contains(Integer.toString(index)) || !missing(others).isEmpty();
  }

  /** What must compute: our GPUs, and in MIG mode our instances of them. */
  List<String> units(List<Gpu> gpus) {
    var units = new ArrayList<String>();
    for (Gpu gpu : among(gpus)) {
      if (gpu.mig().isEmpty()) {
        units.add(gpu.id().uuid());
      }
      gpu.mig().stream().filter(uuid -> isOurs(uuid, gpu)).forEach(units::add);
    }
    return units;
  }

  /** An instance of a GPU that is ours as a whole is ours too. */
  private boolean isOurs(String mig, Gpu gpu) {
    return all || names.stream().anyMatch(name -> begins(mig, name) || meansWhole(name, gpu));
  }

  private static boolean meansWhole(String name, Gpu gpu) {
    return isIndex(name)
        ? Integer.parseInt(name) == gpu.id().index()
        : begins(gpu.id().uuid(), name);
  }

  /** An older driver names a MIG device by its GPU: {@code MIG-GPU-…/1/0}. */
  private static boolean means(String name, Gpu gpu) {
    return meansWhole(name, gpu)
        || begins("MIG-" + gpu.id().uuid() + "/", name.replaceFirst("/.*", "/"))
        || gpu.mig().stream().anyMatch(mig -> begins(mig, name));
  }

  private static boolean begins(String uuid, String name) {
    return uuid.regionMatches(true, 0, name, 0, name.length());
  }
}
