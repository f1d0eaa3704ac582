package io.mgeosync.probe.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;

/** A process that listens, keeps one file mapped and another one open, until its input ends. */
public final class ServiceChild implements AutoCloseable {
  private final Process process;
  private final int port;

  /** Returns when it listens and holds both files. */
  public ServiceChild(Path mapped, Path open) throws IOException {
    String classes =
        ServiceChild.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes,
                ServiceChild.class.getName(),
                mapped.toString(),
                open.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    port = Integer.parseInt(process.inputReader().readLine());
  }

  public static void main(String[] files) throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var _ = FileChannel.open(Path.of(files[1]))) {
      MappedByteBuffer memory = map(Path.of(files[0]));
      System.out.println(socket.getLocalPort());
      System.out.flush();
      // The memory is read after the wait, so that it stays mapped.
      System.exit(System.in.read() + memory.get(0));
    }
  }

  /** The mapping outlives the descriptor. */
  private static MappedByteBuffer map(Path file) throws IOException {
    try (var channel = FileChannel.open(file)) {
      return channel.map(MapMode.READ_ONLY, 0, channel.size());
    }
  }

  public Process process() {
    return process;
  }

  public int port() {
    return port;
  }

  /** Returns when it has ended. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
