package io.mgeosync.probe.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.mgeosync.net.ServerDates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class PeersTest {
  private static final String LOCK = "sha256:" + "a".repeat(64);
  private static final PeerStatus HERE =
      new PeerStatus(
          "gpu-1",
          new NodeFacts(
              Optional.of("NVIDIA A100"),
              Optional.of("550.54.15"),
              Optional.of(LOCK),
              Optional.empty()),
          Map.of("mgeo-base", "v2 (0123456789ab)"));

  private final List<HttpServer> servers = new ArrayList<>();

  @AfterEach
  void stop() {
    servers.forEach(server -> server.stop(0));
  }

  private URI peer(int status, String answer) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = answer.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    servers.add(server);
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private List<String> differences(URI... peers) throws InterruptedException {
    return new Peers(new ServerDates(), List.of(peers)).differences(HERE);
  }

  private static String status(String gpus, String lock, String version, String digest) {
    return """
    {"node":"gpu-2","ready":true,"facts":{"gpus":"%s","driver":"550.54.15","pythonLock":"%s"},
     "bundles":[{"bundle":"mgeo-base","active":{"version":"%s","digest":"%s"}},
                {"bundle":"other","active":{"version":"v9","digest":"sha256:ff"}}]}
    """
        .formatted(gpus, lock, version, digest);
  }

  @Test
  void aPeerThatIsAlikeIsNoNews() throws Exception {
    assertThat(differences(peer(200, status("NVIDIA A100", LOCK, "v2", "sha256:0123456789abcdef"))))
        .isEmpty();
  }

  @Test
  void everyDifferenceIsOneSentenceWithBothSides() throws Exception {
    String lock = "sha256:" + "b".repeat(64);
    assertThat(differences(peer(200, status("NVIDIA T4", lock, "v1", "sha256:ba9876543210ff"))))
        .containsExactly(
            "gpu-2 has another GPU: NVIDIA T4, here NVIDIA A100",
            "gpu-2 has other Python packages: sha256:bbbbbbbbbbbb, here sha256:aaaaaaaaaaaa",
            "gpu-2 has another mgeo-base: v1 (ba9876543210), here v2 (0123456789ab)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "null", "<html>", "{\"facts\":7,\"bundles\":{\"a\":1}}"})
  void anAnswerThatSaysNothingIsNoNews(String answer) throws Exception {
    assertThat(differences(peer(200, answer))).isEmpty();
  }

  @Test
  void aPeerThatIsAwayHangsOrIsBrokenHidesNoOther() throws Exception {
    String other = status("NVIDIA T4", LOCK, "v2", "sha256:0123456789ab");
    int closed;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(
              differences(
                  URI.create("http://127.0.0.1:" + closed + "/"),
                  URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/"),
                  peer(500, other),
                  peer(200, "{\"node\":\"" + "x".repeat(2 << 20) + "\"}"),
                  peer(200, other)))
          .containsExactly("gpu-2 has another GPU: NVIDIA T4, here NVIDIA A100");
    }
  }

  @Test
  void onlyWhoeverSaysSoIsReadyAndNobodyIsWaitedForLong() throws Exception {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI hangs = URI.create("http://127.0.0.1:" + silent.getLocalPort());
      assertThat(
              new Peers(
                      new ServerDates(),
                      List.of(
                          hangs,
                          peer(503, "{\"ready\":false,\"node\":\"gpu-3\"}"),
                          peer(503, "{\"ready\":true,\"node\":\"gpu-4\"}"),
                          peer(200, "{\"ready\":false,\"node\":\"gpu-5\"}"),
                          peer(200, "<html>"),
                          peer(200, "{\"ready\":\"yes\"}")))
                  .ready())
          .isEmpty();
      assertThat(
              new Peers(
                      new ServerDates(), List.of(peer(200, "{\"ready\":true,\"node\":\"gpu-2\"}")))
                  .ready())
          .containsExactly("gpu-2");
    }
  }

  @Test
  void whatAPeerSaysCannotForgeALine() throws Exception {
    assertThat(differences(peer(200, status("T4\\n\\u001b[2Jall is well", LOCK, "v2", "x"))))
        .allSatisfy(sentence -> assertThat(sentence).matches("[ -~]+"));
  }
}
