package io.mgeosync.probe.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that looks like {@code /proc}. */
public final class FakeProc {
  private final Path root;
  private int descriptors;

  public FakeProc(Path root) {
    this.root = root;
  }

  public Proc proc() {
    return new Proc(root);
  }

  public FakeProc initialNamespace() throws IOException {
    return namespace("pid:[4026531836]");
  }

  public FakeProc namespace(String link) throws IOException {
    Path self = Files.createDirectories(root.resolve("self/ns")).resolve("pid");
    Files.deleteIfExists(self);
    Files.createSymbolicLink(self, Path.of(link));
    return this;
  }

  /** The only socket that listens, over IPv6 for all addresses. */
  public FakeProc listening(int port, int inode) throws IOException {
    Path net = Files.createDirectories(root.resolve("net"));
    Files.writeString(net.resolve("tcp"), "  sl  local_address rem_address   st ...\n");
    Files.writeString(
        net.resolve("tcp6"),
        """
          sl  local_address                         remote_address                        st ...
           0: 00000000000000000000000000000000:%04X 00000000000000000000000000000000:0000 0A \
        00000000:00000000 00:00000000 00000000     0        0 %d 1 0 100 0 0 10 0
           1: 00000000000000000000000000000000:%04X 00000000000000000000000000000000:1F90 01 \
        00000000:00000000 00:00000000 00000000     0        0 999 1 0 100 0 0 10 0
        """
            .formatted(port, inode, port));
    return this;
  }

  /** With {@code namespacePids} beside its own PID, outermost first. */
  public FakeProc process(long pid, long parent, String command, long... namespacePids)
      throws IOException {
    Path folder = root.resolve(Long.toString(pid));
    Files.createDirectories(folder.resolve("fd"));
    var inner = new StringBuilder();
    for (long name : namespacePids) {
      inner.append('\t').append(name);
    }
    Files.writeString(
        folder.resolve("status"),
        "Name:\t%s\nPid:\t%d\nPPid:\t%d\nNSpid:\t%d%s\n"
            .formatted(command, pid, parent, pid, inner));
    Files.writeString(folder.resolve("comm"), command + "\n");
    return this;
  }

  public FakeProc holds(long pid, String target) throws IOException {
    Path files = root.resolve(pid + "/fd");
    Files.createSymbolicLink(files.resolve(Integer.toString(descriptors++)), Path.of(target));
    return this;
  }

  public FakeProc controlGroup(long pid, String line) throws IOException {
    Files.writeString(root.resolve(pid + "/cgroup"), line + "\n");
    return this;
  }
}
