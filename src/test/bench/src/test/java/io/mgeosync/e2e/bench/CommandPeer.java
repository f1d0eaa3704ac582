package io.mgeosync.e2e.bench;

import io.mgeosync.e2e.harness.Scratch;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A peer that is one command: another program, or ours run once.
 *
 * @param tool the program that must be on the path
 * @param command the command that brings a version into {@code home}
 * @param tree where below {@code home} the files are then
 */
record CommandPeer(
    String name,
    Proof proof,
    String tool,
    Path home,
    Path tree,
    Map<String, String> environment,
    Site site,
    Command command)
    implements Peer {

  /** Says how to bring a version here. */
  interface Command {
    /** May also prepare what is not timed. */
    List<String> of(Version version) throws IOException;
  }

  @Override
  public Optional<String> missing() {
    return onPath(tool) ? Optional.empty() : Optional.of(tool + " is not installed");
  }

  static boolean onPath(String tool) {
    return Path.of(tool).isAbsolute()
        ? Files.isExecutable(Path.of(tool))
        : Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }

  @Override
  public void forget() throws IOException {
    if (Files.exists(home)) {
      Scratch.delete(home);
    }
    Files.createDirectories(home);
  }

  @Override
  public Usage pull(Version version) throws IOException {
    List<String> line = command.of(version);
    double before = site.serverProcess().cpu();
    Usage usage = site.timed().run(environment, line);
    return usage.withServerCpu(site.serverProcess().cpu() - before);
  }

  /** Starts a pull that is to be killed. */
  Timed.Running start(Version version) throws IOException {
    return site.timed().start(environment, command.of(version));
  }
}
