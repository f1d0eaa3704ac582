package io.mgeosync.probe.process;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Every process of one container: Docker, containerd and CRI-O put the container's id into the
 * names of its control groups.
 */
final class Container implements ServiceProcess {
  private final String id;
  private final Pattern group;
  private final ProcFileSystem tree;
  private final ProcessCache sightings;

  /**
   * One container.
   *
   * @param id as the runtime prints it: 12 to 64 hexadecimal digits
   */
  Container(String id, ProcFileSystem tree, ProcessCache sightings) {
    this.id = id;
    this.group = Pattern.compile("[/-]" + Pattern.quote(id) + "[0-9a-f]*(\\.scope)?(/|$)");
    this.tree = tree;
    this.sightings = sightings;
  }

  @Override
  public Lookup find() {
    try {
      return sightings.find(id, this::search);
    } catch (IOException e) {
      return new Unknown("/proc cannot be read; mount it");
    }
  }

  private Lookup search() throws IOException {
    List<ProcessStat> all = tree.others();
    List<ProcessStat> members =
        all.stream()
            .filter(process -> tree.groups(process.id()).stream().anyMatch(this::isInside))
            .toList();
    return members.isEmpty()
        ? new Unknown(
            "no process is in a control group of container %s; start it, or correct service.container"
                .formatted(id))
        : ProcessTree.of("container " + id, members, all);
  }

  private boolean isInside(String line) {
    return group.matcher(line).find();
  }
}
