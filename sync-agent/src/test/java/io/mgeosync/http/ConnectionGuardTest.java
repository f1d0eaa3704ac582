package io.mgeosync.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.base.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A load balancer asks from one address while strangers do what they like from others. */
@Timeout(120)
final class ConnectionGuardTest {
  private static final String BALANCER = "127.0.0.1";
  private static final String STRANGER = "127.0.0.2";
  private static final int MANY = ConnectionGuard.MOST + 500;

  private final List<Socket> strangers = new ArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private HttpListener server;

  @BeforeEach
  void listen() {
    var endpoints = new Endpoints("test", Path.of("/run/test.sock"));
    endpoints.reads("/readyz", request -> Answer.text(200, "ready"));
    endpoints.reads("/slow", request -> answerLate());
    server = new HttpListener(new HostPort("127.0.0.1", 0), endpoints);
  }

  private Answer answerLate() {
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Answer.text(200, "late");
  }

  @AfterEach
  void close() throws IOException {
    released.countDown();
    for (Socket stranger : strangers) {
      stranger.close();
    }
    server.close();
  }

  private Socket connect(String from) throws IOException {
    var socket =
        new Socket(InetAddress.getLoopbackAddress(), server.port(), InetAddress.getByName(from), 0);
    socket.setSoTimeout(20_000);
    return socket;
  }

  private Socket stranger(String from) throws IOException {
    Socket socket = connect(from);
    strangers.add(socket);
    return socket;
  }

  private static String ask(Socket socket) throws IOException {
    socket.getOutputStream().write("GET /readyz HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
    var answer = new StringBuilder();
    while (answer.indexOf("ready\n") < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new SocketException("ended after: " + answer);
      }
      answer.append((char) next);
    }
    return answer.substring(0, "HTTP/1.1 200".length());
  }

  private void assertProbesAreAnswered() throws IOException {
    for (int i = 0; i < 50; i++) {
      try (Socket probe = connect(BALANCER)) {
        assertThat(ask(probe)).isEqualTo("HTTP/1.1 200");
      }
    }
  }

  @Test
  void idleConnections_ofAStranger_leaveRoomForProbes() throws IOException {
    for (int i = 0; i < MANY; i++) {
      stranger(STRANGER);
    }
    assertProbesAreAnswered();
  }

  @Test
  void idleConnections_ofManyStrangers_leaveRoomForProbes() throws IOException {
    for (int i = 0; i < MANY; i++) {
      stranger("127.0.%d.%d".formatted(1 + i / 200, 1 + i % 200));
    }
    assertProbesAreAnswered();
  }

  @Test
  void idleConnections_fromTheBalancersOwnAddress_leaveRoomForProbes() throws IOException {
    for (int i = 0; i < MANY; i++) {
      stranger(BALANCER);
    }
    assertProbesAreAnswered();
  }

  @Test
  void beginnersOfRequests_leaveRoomForProbes() throws IOException {
    for (int i = 0; i < MANY; i++) {
      write(stranger(STRANGER), "GET /rea");
    }
    assertProbesAreAnswered();
  }

  @Test
  void requestsThatKeepThreads_leaveThreadsForProbes() throws IOException {
    for (int i = 0; i < 20; i++) {
      write(stranger(STRANGER), "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
    }
    assertProbesAreAnswered();
  }

  /** A connection that the server has ended takes no more. */
  private static void write(Socket socket, String text) {
    try {
      socket.getOutputStream().write(text.getBytes(US_ASCII));
    } catch (IOException ended) {
      assertThat(socket.isConnected()).isTrue();
    }
  }

  @Test
  void aConnectionThatAsks_outlivesThoseThatNeverDid() throws IOException {
    try (Socket kept = connect(BALANCER)) {
      ask(kept);
      for (int i = 0; i < MANY; i++) {
        stranger(BALANCER);
      }
      assertThat(ask(kept)).isEqualTo("HTTP/1.1 200");
    }
  }

  @Test
  void aRequestThatDrips_endsItsConnection() throws Exception {
    try (Socket dripping = connect(STRANGER)) {
      long begun = System.nanoTime();
      while (!isEnded(dripping)) {
        write(dripping, "G");
        Thread.sleep(100);
      }
      assertThat(System.nanoTime() - begun)
          .as("no earlier than a slow client needs")
          .isGreaterThan(ConnectionGuard.HEAD_WITHIN.toNanos());
    }
  }

  private static boolean isEnded(Socket socket) throws IOException {
    socket.setSoTimeout(1);
    try {
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException open) {
      return false;
    } catch (SocketException reset) {
      return true;
    }
  }

  @Test
  void aSlowSecondRequest_endsItsConnectionToo() throws Exception {
    try (Socket slow = connect(STRANGER)) {
      ask(slow);
      while (!isEnded(slow)) {
        write(slow, "G");
        Thread.sleep(100);
      }
      assertThat(slow.isConnected()).isTrue();
    }
  }
}
