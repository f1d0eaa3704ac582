package io.mgeosync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.mgeosync.base.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ready} and {@code status} against an agent that answers, refuses, hangs or is not there.
 */
final class AskingTheAgentTest {
  private final FakeNode node = new FakeNode();

  private CliRun ask(int status, String body, String... arguments) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    try {
      node.http = new HostPort("0.0.0.0", server.getAddress().getPort());
      return CliRun.of(node, arguments);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void readyEndsWithZeroAndSaysNothing() throws IOException {
    assertThat(ask(200, "{}", "ready")).isEqualTo(new CliRun(0, "", ""));
  }

  @Test
  void refusedEndsWithTenAndTheReasons() throws IOException {
    CliRun run = ask(503, "{\"reasons\":[\"Served: v1, not v2\",\"Active: v1\"]}", "ready");
    assertThat(run.exitCode()).isEqualTo(10);
    assertThat(run.err()).isEqualTo("mgeo-sync: not ready: Served: v1, not v2; Active: v1\n");
  }

  @Test
  void somethingElseOnThePortIsUnknownNotRefused() throws IOException {
    assertThat(ask(404, "nginx", "ready").exitCode()).isEqualTo(6);
  }

  @Test
  void anAgentThatHangsIsUnknownWithinItsDeadline() throws IOException {
    try (ServerSocket hung = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      node.http = new HostPort("127.0.0.1", hung.getLocalPort());
      long start = System.nanoTime();
      CliRun run = CliRun.of(node, "ready");
      assertThat(run.exitCode()).isEqualTo(6);
      assertThat(run.err()).contains("cannot be asked").hasLineCount(1);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void statusWithoutAnAgentShowsTheDiskAndSaysSo(@TempDir Path state) throws IOException {
    Path bundle = state.resolve("mgeo-base");
    Files.createDirectories(bundle.resolve("releases/v1-0123456789ab"));
    Files.createSymbolicLink(bundle.resolve("current"), Path.of("releases/v1-0123456789ab"));
    Files.writeString(
        bundle.resolve("last-cycle.json"), "{\"at\":\"2026-11-22T03:00:00Z\",\"sentence\":\"ok\"}");
    node.state = state;
    node.http = new HostPort("127.0.0.1", unusedPort());
    CliRun run = CliRun.of(node, "status");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("connection refused; this is what is on disk")
        .contains("active           v1")
        .contains("2026-11-22T03:00:00Z ok")
        .contains("mgeo-large");
  }

  @Test
  void readyForAnotherVersionSaysWhichOneIsServed() throws IOException {
    String answer =
        "{\"ready\":true,\"reasons\":[],\"node\":\"gpu-1\","
            + "\"bundles\":[{\"bundle\":\"mgeo-base\",\"ready\":true,\"version\":\"v2\"}]}";
    CliRun run = ask(503, answer, "ready", "--version", "v9");
    assertThat(run.exitCode()).isEqualTo(10);
    assertThat(run.err())
        .isEqualTo("mgeo-sync: not ready: asked for v9, and this node serves v2\n");
    assertThat(ask(503, "{}", "ready").err()).contains("ask mgeo-sync explain");
  }

  @Test
  void statusShowsWhatTheAgentSays() throws IOException {
    String answer =
        "{\"node\":\"gpu-1\",\"ready\":true,\"warnings\":[\"gpu-2 has another GPU\"],"
            + "\"bundles\":[{\"bundle\":\"mgeo-base\","
            + "\"desired\":{\"version\":\"v2\"},\"conditions\":[{\"type\":\"Served\","
            + "\"holds\":true,\"message\":\"v2\",\"since\":\"now\"}]}]}";
    assertThat(ask(200, answer, "status").out())
        .startsWith("gpu-1: ready\n  warning: gpu-2 has another GPU\n  mgeo-base\n")
        .contains("+ Served         v2 (since now)");
    assertThat(ask(200, answer, "status", "--json").out()).isEqualTo(answer + "\n");
  }

  @Test
  void statusShowsADrain() throws IOException {
    String answer =
        "{\"node\":\"gpu-1\",\"ready\":false,\"drain\":{\"why\":\"draining: until noon\"}}";
    assertThat(ask(200, answer, "status").out())
        .isEqualTo("gpu-1: not ready\n  draining: until noon\n");
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
