package io.mgeosync.disk;

import io.mgeosync.manifest.Refusal;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Another process works in this bundle's directory. */
public final class DirectoryBusyException extends Refusal {
  private final OptionalLong pid;

  DirectoryBusyException(Path directory, OptionalLong pid) {
    super(
        Kind.BUSY,
        "%s is in use by %s"
            .formatted(directory, pid.isPresent() ? "process " + pid.getAsLong() : "a process"),
        "ask the running agent instead (`curl -X POST http://127.0.0.1:9640/sync`, or the port of its http.listen), or stop it",
        null);
    this.pid = pid;
  }

  /** The process that holds the lock, if it said so. */
  public OptionalLong pid() {
    return pid;
  }
}
