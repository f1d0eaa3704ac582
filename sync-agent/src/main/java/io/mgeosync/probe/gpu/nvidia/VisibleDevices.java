package io.mgeosync.probe.gpu.nvidia;

import io.mgeosync.probe.gpu.OurGpus;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The environment variables that say which GPUs a process is shown. */
final class VisibleDevices {
  private static final Pattern COMMA = Pattern.compile(",");
  private static final Pattern INDEX = Pattern.compile("[0-9]{1,3}");
  private static final Predicate<String> NAME =
      Pattern.compile("[0-9]{1,3}|(?:GPU|MIG)-\\S+").asMatchPredicate();

  private VisibleDevices() {}

  /**
   * CUDA_VISIBLE_DEVICES, then NVIDIA_VISIBLE_DEVICES, then nothing, which means all. Indices in
   * NVIDIA_VISIBLE_DEVICES count the host's GPUs; a container that was given some of them is shown
   * only those, so all that it sees are meant.
   */
  static OurGpus of(Map<String, String> environment) {
    String cuda = environment.get("CUDA_VISIBLE_DEVICES");
    return cuda == null
        ? ofContainer(environment.getOrDefault("NVIDIA_VISIBLE_DEVICES", "all"))
        : new OurGpus(false, cudaNames(cuda));
  }

  /** CUDA believes the list up to the first name that it cannot read, such as -1. */
  private static List<String> cudaNames(String list) {
    return split(list).takeWhile(NAME).toList();
  }

  private static OurGpus ofContainer(String list) {
    if (list.equals("none")) {
      return new OurGpus(false, List.of());
    }
    boolean byUuid =
        split(list).allMatch(name -> NAME.test(name) && !INDEX.matcher(name).matches());
    return byUuid ? new OurGpus(false, split(list).toList()) : new OurGpus(true, List.of());
  }

  private static Stream<String> split(String list) {
    return COMMA.splitAsStream(list).map(String::strip);
  }
}
