package io.mgeosync.e2e.deploy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.mgeosync.e2e.harness.Ports;
import io.mgeosync.e2e.harness.Scratch;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * What a question before each request costs: 500 POSTs a second on one kept connection, through
 * nginx with and without the question, in turns of five seconds, so that whatever else the machine
 * does meets both alike. Prints microseconds. Run it alone: {@code java -cp … QuestionCost
 * [turns]}.
 */
final class QuestionCost {
  private static final int A_SECOND = 500;
  private static final int TURN = 2500;
  private static final byte[] POST =
      """
      POST / HTTP/1.1\r
      Host: mgeo\r
      Content-Type: application/json\r
      Content-Length: 17\r
      \r
      {"text": "hello"}\
      """
          .getBytes(US_ASCII);

  private QuestionCost() {}

  public static void main(String[] arguments) throws IOException {
    int turns = arguments.length == 0 ? 6 : Integer.parseInt(arguments[0]);
    // The last answers lie in memory, as in the shipped files.
    Path scratch = Path.of("/dev/shm/mgeo-sync-cost-" + ProcessHandle.current().pid());
    try (var a = new FakeNode("gpu-a");
        var b = new FakeNode("gpu-b");
        var agent = new FakeAgent()) {
      String passive = Shipped.read("nginx/front-passive.conf").nodes(a, b).text();
      String gate =
          Shipped.read("nginx/node-gate.conf")
              .set("127.0.0.1:5001", a.address())
              .set("unix:/var/lib/mgeo-sync/agent.sock", agent.address())
              .set("/run/nginx-mgeo-gate", scratch + "/gate-answers")
              .set("/var/log/nginx/", scratch + "/")
              .text();
      String front =
          Shipped.read("nginx/front.conf")
              .nodes(a, b)
              .set("/run/mgeo-sync/", scratch + "/")
              .set("/run/nginx-mgeo-route", scratch + "/route-answers")
              .set("/var/log/nginx/", scratch + "/")
              .text();
      compare("gate", scratch, passive, gate, turns);
      compare("gate-not-kept", scratch, passive, notKept(gate), turns);
      try (var director = new FakeDirector(scratch.resolve("director.sock"))) {
        director.route(a, b);
        compare("route", scratch, passive, front, turns);
        compare("route-not-kept", scratch, passive, notKept(front), turns);
      }
    } finally {
      Scratch.delete(scratch);
    }
  }

  /** The same question, but its last answer is not kept for when nobody answers. */
  private static String notKept(String configuration) {
    return configuration.replaceAll("proxy_cache mgeo_\\w+;", "proxy_cache off;");
  }

  private static void compare(String what, Path scratch, String without, String with, int turns)
      throws IOException {
    try (Lane plain = Lane.start(scratch.resolve(what + "-without"), without);
        Lane asking = Lane.start(scratch.resolve(what + "-with"), with)) {
      long[][] took = new long[2][turns * TURN];
      turn(plain.port(), new long[TURN], 0);
      turn(asking.port(), new long[TURN], 0);
      for (int i = 0; i < turns; i++) {
        turn(plain.port(), took[0], i * TURN);
        turn(asking.port(), took[1], i * TURN);
      }
      print(what + " without", took[0]);
      print(what + " with", took[1]);
    }
  }

  /** One nginx, and where it listens. */
  private record Lane(Nginx nginx, int port) implements AutoCloseable {
    static Lane start(Path directory, String http) throws IOException {
      int port = Ports.free();
      String listening = http.replace("listen 5000", "listen 127.0.0.1:" + port);
      return new Lane(
          Nginx.start(directory, "keepalive_requests 1000000;\n" + listening, port), port);
    }

    @Override
    public void close() {
      nginx.close();
    }
  }

  private static void turn(int port, long[] took, int from) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      long begin = System.nanoTime();
      for (int i = 0; i < TURN; i++) {
        LockSupport.parkNanos(begin + i * 1_000_000_000L / A_SECOND - System.nanoTime());
        long start = System.nanoTime();
        socket.getOutputStream().write(POST);
        answer(in);
        took[from + i] = System.nanoTime() - start;
      }
    }
  }

  private static void answer(BufferedReader in) throws IOException {
    String status = line(in);
    if (!status.contains(" 200 ")) {
      throw new IOException("not served: " + status);
    }
    int length = 0;
    for (String field = line(in); !field.isEmpty(); field = line(in)) {
      if (field.toLowerCase(Locale.ROOT).startsWith("content-length: ")) {
        length = Integer.parseInt(field.substring("content-length: ".length()));
      }
    }
    in.skip(length);
  }

  private static String line(BufferedReader in) throws IOException {
    String line = in.readLine();
    if (line == null) {
      throw new EOFException();
    }
    return line;
  }

  private static void print(String what, long[] took) {
    Arrays.sort(took);
    System.out.printf(
        Locale.ROOT,
        "%-24s median %5d  p99 %5d  µs, %d requests%n",
        what,
        took[took.length / 2] / 1000,
        took[took.length * 99 / 100] / 1000,
        took.length);
  }
}
