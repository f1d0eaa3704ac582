package io.mgeosync.probe.service;

import io.mgeosync.activate.ActiveRelease;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.probe.process.ProcFileSystem;
import io.mgeosync.probe.process.ProcessId;
import io.mgeosync.probe.process.ServiceProcess;
import io.mgeosync.probe.service.Testimony.Confirms;
import io.mgeosync.probe.service.Testimony.Contradicts;
import io.mgeosync.probe.service.Testimony.Silent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The files that the service's processes have mapped or open: the kernel's word, which no version
 * endpoint can talk away. A framework that read the files and closed them leaves nothing to see.
 */
public final class FilesWitness implements Witness {
  private final ServiceProcess service;
  private final ProcFileSystem proc;

  public FilesWitness(ServiceProcess service, ProcFileSystem proc) {
    this.service = service;
    this.proc = proc;
  }

  @Override
  public Testimony look(ActiveRelease active) throws IOException {
    return look(
        active.name(), Objects.requireNonNull(active.folder().getParent()), active.elsewhere());
  }

  /**
   * @param elsewhere a folder that {@code current} once led to in place of the active release
   */
  Testimony look(ReleaseName active, Path releases, Optional<Path> elsewhere) throws IOException {
    return switch (service.find()) {
      case ServiceProcess.Unknown unknown -> new Silent("ProcessUnknown", unknown.why());
      case ServiceProcess.Found found ->
          judge(found.processes(), active, ReleaseFiles.under(releases).with(elsewhere));
    };
  }

  /** One worker that still holds another release is enough: its answers are that release's. */
  private Testimony judge(List<ProcessId> processes, ReleaseName active, ReleaseFiles files) {
    Testimony heard =
        new Silent("NoOpenFiles", "the service holds no file of a release open or mapped");
    Optional<Testimony> hidden = Optional.empty();
    for (ProcessId process : processes) {
      try {
        Testimony one = judge(process, active, files.heldBy(proc.filesOf(process)));
        if (one instanceof Contradicts) {
          return one;
        }
        heard = one instanceof Confirms ? one : heard;
      } catch (IOException e) {
        hidden = Optional.of(hidden(e));
      }
    }
    return hidden.orElse(heard);
  }

  private static Testimony hidden(IOException e) {
    return new Silent(
        "FilesHidden",
        e.getMessage() + "; run the agent as the service's user or with CAP_SYS_PTRACE");
  }

  /** A process that holds files of both is between the two, or has not collected its garbage. */
  private static Testimony judge(ProcessId process, ReleaseName active, ReleaseFiles.Held held) {
    if (held.isOnly(active)) {
      return new Confirms(
          "FilesMatch", "the service's %s holds files of %s".formatted(process, active));
    }
    return held.nothing() || held.releases().contains(active)
        ? new Silent("NoOpenFiles", process + " does not tell releases apart")
        : new Contradicts(
            "WrongFiles",
            "the service's %s holds files of %s, active is %s; reload or restart the service"
                .formatted(process, held, active));
  }
}
