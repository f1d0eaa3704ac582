package io.mgeosync.probe.process;

import io.mgeosync.base.UnixUrl;
import io.mgeosync.probe.process.ServiceProcess.Mark;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;

/** Knows each way to tell a service's processes from others. */
public final class ServiceFinder {
  private ServiceFinder() {}

  /**
   * Those of the container, or that the PID file names, or without both, the processes that listen
   * at the URL's port.
   *
   * @param clock the wall clock, by which files are stamped
   */
  public static ServiceProcess by(Mark mark, ProcFileSystem tree, Clock clock) {
    var sightings = new ProcessCache(tree, clock);
    if (mark.container() != null) {
      return new Container(mark.container(), tree, sightings);
    }
    return mark.pidFile() == null
        ? listener(Objects.requireNonNull(mark.url()), tree, sightings)
        : new PidFile(mark.pidFile(), tree, clock, sightings);
  }

  private static ServiceProcess listener(URI url, ProcFileSystem tree, ProcessCache sightings) {
    return UnixUrl.socket(url)
        .<ServiceProcess>map(socket -> new SocketOwner(socket, tree, sightings))
        .orElseGet(() -> new PortOwner(url, tree, sightings));
  }
}
