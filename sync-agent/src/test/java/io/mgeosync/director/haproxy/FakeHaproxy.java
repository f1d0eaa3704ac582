package io.mgeosync.director.haproxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A runtime socket that keeps what it is told and answers as it was taught. */
final class FakeHaproxy implements AutoCloseable {
  private final ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final List<String> payload = new CopyOnWriteArrayList<>();

  FakeHaproxy(Path socket) throws IOException {
    server.bind(UnixDomainSocketAddress.of(socket));
    Thread.ofVirtual().start(this::accept);
  }

  private void accept() {
    try {
      while (true) {
        try (SocketChannel caller = server.accept()) {
          answer(caller);
        }
      }
    } catch (IOException closed) {
      // Nobody is answered any more.
    }
  }

  private void answer(SocketChannel caller) throws IOException {
    var in = new BufferedReader(new InputStreamReader(Channels.newInputStream(caller), UTF_8));
    String command = String.valueOf(in.readLine());
    told.add(command);
    if (command.endsWith("<<")) {
      in.lines().takeWhile(line -> !line.isEmpty()).forEach(payload::add);
    }
    caller.write(ByteBuffer.wrap((answers.getOrDefault(command, "") + "\n").getBytes(UTF_8)));
  }

  void teach(String command, String answer) {
    answers.put(command, answer);
  }

  /** The commands since the last look. */
  List<String> told() {
    List<String> now = List.copyOf(told);
    told.clear();
    return now;
  }

  /** All lines that followed a command. */
  List<String> payload() {
    return payload;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
