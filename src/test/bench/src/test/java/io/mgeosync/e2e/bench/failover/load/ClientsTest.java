package io.mgeosync.e2e.bench.failover.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.mgeosync.e2e.bench.failover.load.Clients.KeepAlive;
import io.mgeosync.e2e.bench.failover.load.Clients.Plan;
import io.mgeosync.e2e.harness.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClientsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int RATE = 200;

  private static Plan plan(InetSocketAddress to, KeepAlive keepAlive, boolean badInputs) {
    return new Plan(to, RATE, keepAlive, badInputs, new Judge(Map.of()));
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  @Test
  void goesOnAskingThoughNobodyAnswers() throws Exception {
    var release = new CountDownLatch(1);
    var asked = new AtomicInteger();
    HttpServer server = HttpServer.create(loopback(0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          await(release);
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    server.start();

    var load = new Clients(plan(server.getAddress(), KeepAlive.NO, false));
    Await.until("twenty were asked at once", PATIENCE, () -> asked.get() >= 20);
    release.countDown();
    List<Sample> samples = load.end();
    server.stop(0);

    assertThat(samples).hasSize(asked.get()).allMatch(one -> one.verdict() == Verdict.FAILED);
  }

  private static void await(CountDownLatch release) {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void everySecondRequestGoesOverAConnectionThatStays() throws IOException {
    Set<Integer> ports = ConcurrentHashMap.newKeySet();
    var asked = new AtomicInteger();
    HttpServer server = HttpServer.create(loopback(0), 0);
    server.createContext(
        "/",
        exchange -> {
          ports.add(exchange.getRemoteAddress().getPort());
          byte[] body = "{\"version\": \"v9\"}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
          asked.incrementAndGet();
        });
    server.start();

    var load = new Clients(plan(server.getAddress(), KeepAlive.HALF, true));
    Await.until("forty were answered", PATIENCE, () -> asked.get() >= 40);
    List<Sample> samples = load.end();
    server.stop(0);

    assertThat(samples).allMatch(one -> one.verdict() == Verdict.WRONG);
    long kept = samples.stream().filter(Sample::kept).count();
    assertThat(kept).isBetween(samples.size() / 2L - 1, samples.size() / 2L + 2);
    assertThat(ports.size()).isLessThan(samples.size());
    assertThat(samples.stream().filter(Sample::badInput)).hasSize(1);
  }

  @Test
  void aConnectionThatEndsBeforeTheAnswerIsAFailureAndIsNotTriedAgain() throws Exception {
    var accepted = new AtomicInteger();
    try (var server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(() -> hangUpOnEverybody(server, accepted));
      var load = new Clients(plan(loopback(server.getLocalPort()), KeepAlive.YES, false));
      Await.until("ten were hung up on", PATIENCE, () -> accepted.get() >= 10);
      List<Sample> samples = load.end();

      assertThat(samples).hasSize(accepted.get());
      assertThat(samples).allMatch(one -> one.verdict() == Verdict.FAILED);
      assertThat(samples).noneMatch(one -> one.problem().isEmpty());
    }
  }

  private static void hangUpOnEverybody(ServerSocket server, AtomicInteger accepted) {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        accepted.incrementAndGet();
        client.getInputStream().read();
      } catch (IOException closed) {
        // The test is over.
      }
    }
  }
}
