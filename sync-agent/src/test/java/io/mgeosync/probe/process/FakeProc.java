package io.mgeosync.probe.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A {@code /proc} made of files: processes, their sockets and what they hold. */
public final class FakeProc {
  /** How long the machine of this tree has run, in hundredths of a second. */
  public static final long UPTIME = 1_000_000;

  private static final String TCP_HEAD = "  sl  local_address rem_address   st tx_queue rx_queue\n";

  private final Path root;

  public FakeProc(Path root) throws IOException {
    this.root = root;
    Files.createDirectories(root.resolve("net"));
    Files.writeString(root.resolve("net/tcp"), TCP_HEAD);
    Files.writeString(
        root.resolve("net/unix"), "Num       RefCount Protocol Flags    Type St Inode Path\n");
    Files.writeString(root.resolve("uptime"), "10000.00 20000.00\n");
  }

  public ProcFileSystem tree() {
    return new ProcFileSystem(root);
  }

  /** A running process that started so many hundredths of a second after the machine. */
  public ProcessId start(long pid, long parent, String name, long ticks) throws IOException {
    Path process = root.resolve(Long.toString(pid));
    Files.createDirectories(process.resolve("fd"));
    Files.writeString(process.resolve("maps"), "");
    Files.writeString(
        process.resolve("stat"),
        "%d (%s) S %d %s %d 0 0\n".formatted(pid, name, parent, "0 ".repeat(17).strip(), ticks));
    return new ProcessId(pid, ticks);
  }

  /** The numbers that its namespaces give it, the outermost first. */
  void numbers(long pid, String numbers) throws IOException {
    Files.writeString(
        root.resolve(pid + "/status"), "Name:\tx\nPid:\t" + pid + "\nNSpid:\t" + numbers + "\n");
  }

  void group(long pid, String line) throws IOException {
    Files.writeString(root.resolve(pid + "/cgroup"), line + "\n");
  }

  /** Of this process; the machine's own is {@code pid:[4026531836]}. */
  public void namespace(String link) throws IOException {
    Path self = Files.createDirectories(root.resolve("self/ns")).resolve("pid");
    Files.deleteIfExists(self);
    Files.createSymbolicLink(self, Path.of(link));
  }

  public void end(long pid) throws IOException {
    Files.delete(root.resolve(Long.toString(pid)).resolve("stat"));
  }

  /** A line of the table as x86-64 prints it; state 0A listens, 01 is connected. */
  public void socket(String address, int port, String state, long inode) throws IOException {
    append(
        root.resolve("net/tcp"),
        "   0: %s:%04X 00000000:0000 %s 00000000:00000000 00:00000000 00000000  1001        0 %d 1 0\n"
            .formatted(address, port, state, inode));
  }

  /** A line of the table of Unix sockets; flags 00010000 listen. */
  void unix(String path, String flags, long inode) throws IOException {
    append(
        root.resolve("net/unix"),
        "0000000000000000: 00000002 00000000 %s 0001 01 %d %s\n".formatted(flags, inode, path));
  }

  /** One more descriptor, whatever the kernel would say that it is. */
  public void open(long pid, int descriptor, String target) throws IOException {
    Files.createSymbolicLink(
        root.resolve(pid + "/fd/" + descriptor), root.getFileSystem().getPath(target));
  }

  /** One more mapping, with the numbers of the file that is there. */
  public void map(long pid, Path file) throws IOException {
    FileId id = FileId.of(file);
    long device = id.device();
    long major = (device >> 8 & 0xfff) | (device >> 32 & ~0xfffL);
    long minor = (device & 0xff) | (device >> 12 & ~0xffL);
    map(pid, major, minor, id.inode(), file.toString());
  }

  public void map(long pid, long major, long minor, long inode, String path) throws IOException {
    append(
        root.resolve(pid + "/maps"),
        "7f3a5c000000-7f3a5c021000 r--p 00000000 %02x:%02x %d                 %s\n"
            .formatted(major, minor, inode, path));
  }

  /** The kernel no longer shows what this process holds; even to root a loop cannot be read. */
  public void hide(long pid) throws IOException {
    Path process = root.resolve(Long.toString(pid));
    for (String name : new String[] {"fd", "maps"}) {
      Files.move(process.resolve(name), process.resolve("was-" + name));
      Files.createSymbolicLink(process.resolve(name), Path.of(name));
    }
  }

  private static void append(Path file, String line) throws IOException {
    Files.writeString(file, line, java.nio.file.StandardOpenOption.APPEND);
  }
}
