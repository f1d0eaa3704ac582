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
        "ask the running agent instead (`curl --unix-socket /var/lib/mgeo-sync/agent.sock -X POST"
            + " http://localhost/sync`, or the socket of its http.socket), or stop it",
        null);
    this.pid = pid;
  }

  /** The process that holds the lock, if it said so. */
  public OptionalLong pid() {
    return pid;
  }
}
