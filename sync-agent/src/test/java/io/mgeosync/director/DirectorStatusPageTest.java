package io.mgeosync.director;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.agent.StatusPage;
import io.mgeosync.config.ConfigLoader;
import io.mgeosync.config.DirectorConfig;
import io.mgeosync.net.Commands;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page's table of the director's status, and what a director answers, have the same keys. */
@Timeout(120)
final class DirectorStatusPageTest {
  @TempDir Path folder;

  private DirectorConfig config(FakeAgent a, FakeAgent b) {
    return ConfigLoader.parseDirector(
        "director.yaml",
        """
        listen: 127.0.0.1:0
        state: %1$s/state
        nodes:
          - {name: gpu-a, agent: "http://127.0.0.1:%2$d", role: primary}
          - {name: gpu-b, agent: "http://127.0.0.1:%3$d", role: backup}
        haproxy: {socket: %1$s/haproxy.sock, backend: mgeo}
        """
            .formatted(folder, a.port(), b.port()));
  }

  @Test
  void directorsStatus_everyKeyHasItsRowAndEveryRowItsKey() throws Exception {
    try (var a = new FakeAgent();
        var b = new FakeAgent();
        var director = Director.start(config(a, b), Clock.systemUTC());
        var client = HttpClient.newHttpClient()) {
      URI url = URI.create("http://127.0.0.1:" + director.port());
      Path socket = folder.resolve("state/director.sock");
      while (Commands.post(socket, "/nodes/gpu-a/drain").status() != 202) {
        Thread.sleep(5);
      }
      var status = HttpRequest.newBuilder(url.resolve("/status")).build();
      String said = client.send(status, BodyHandlers.ofString()).body();
      while (!said.contains("\"override\"") || said.contains("\"spares\":[]")) {
        Thread.sleep(5);
        said = client.send(status, BodyHandlers.ofString()).body();
      }
      assertThat(StatusPage.rows("## The director"))
          .doesNotHaveDuplicates()
          .containsExactlyInAnyOrderElementsOf(StatusPage.keys(said));
    }
  }
}
