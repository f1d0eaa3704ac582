package io.mgeosync.e2e.bench.failover.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A network namespace of its own, as a machine has. */
public final class Namespace implements AutoCloseable {
  private final String name;

  Namespace(String name) throws IOException {
    this.name = name;
    Shell.run("ip netns add %s".formatted(name));
    ip("link set lo up");
  }

  /** Runs {@code ip} in it. */
  void ip(String words) throws IOException {
    Shell.run("ip -n " + name + " " + words);
  }

  /** The command that starts this one in it; the process is then that of the command. */
  public List<String> enter(List<String> command) {
    List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", name));
    whole.addAll(command);
    return whole;
  }

  /** Runs a command in it and returns what it prints. */
  public String run(String command) throws IOException {
    return Shell.run(enter(List.of(command.split(" ", -1))));
  }

  /** As others name it. */
  String name() {
    return name;
  }

  Path file() {
    return Path.of("/run/netns", name);
  }

  /** Ends whatever still runs in it, and it. */
  @Override
  public void close() throws IOException {
    for (String pid : Shell.run("ip netns pids %s".formatted(name)).lines().toList()) {
      ProcessHandle.of(Long.parseLong(pid.strip())).ifPresent(ProcessHandle::destroyForcibly);
    }
    Shell.run("ip netns del %s".formatted(name));
  }
}
