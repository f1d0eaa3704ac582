package io.mgeosync.verdict.systemd;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mgeosync.disk.linux.UnixDatagram;
import io.mgeosync.manifest.Printable;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * Who started this process and wants to hear of it, by sd_notify(3) and sd_watchdog_enabled(3).
 * What cannot be delivered is lost: a service manager that is restarted does not ask for it again.
 */
public final class ServiceManager {
  private final UnixDatagram socket;
  private final Optional<Duration> watchdog;

  private ServiceManager(UnixDatagram socket, Optional<Duration> watchdog) {
    this.socket = socket;
    this.watchdog = watchdog;
  }

  /**
   * As the environment says; empty when no service manager listens.
   *
   * @param pid of this process: a watchdog may be meant for another one
   */
  public static Optional<ServiceManager> of(Map<String, String> environment, long pid) {
    return Optional.ofNullable(environment.get("NOTIFY_SOCKET"))
        .flatMap(UnixDatagram::to)
        .map(socket -> new ServiceManager(socket, watchdog(environment, pid)));
  }

  private static Optional<Duration> watchdog(Map<String, String> environment, long pid) {
    boolean ours = environment.getOrDefault("WATCHDOG_PID", "" + pid).equals("" + pid);
    return Optional.ofNullable(environment.get("WATCHDOG_USEC"))
        .filter(text -> ours && text.matches("[1-9][0-9]{0,17}"))
        .map(text -> Duration.of(Long.parseLong(text), ChronoUnit.MICROS));
  }

  /** Within what time it wants to be told that all is well, again and again; empty for never. */
  public Optional<Duration> watchdog() {
    return watchdog;
  }

  /** The service has started. */
  public void ready() {
    sendAssignment("READY=1");
  }

  /** What systemctl status shows, one line. */
  public void status(String line) {
    sendAssignment("STATUS=" + Printable.line(line));
  }

  /** All is well. */
  public void alive() {
    sendAssignment("WATCHDOG=1");
  }

  /** The service has begun to end. */
  public void stopping() {
    sendAssignment("STOPPING=1");
  }

  private void sendAssignment(String assignment) {
    socket.sendMessage((assignment + "\n").getBytes(UTF_8));
  }
}
