package io.mgeosync.e2e.harness;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;

/** HTTP requests to the loopback address; each ends within ten seconds. */
public final class Http {
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(DEADLINE).version(HttpClient.Version.HTTP_1_1).build();

  private Http() {}

  /** What came back. */
  public record Reply(int status, String body) {}

  public static Reply get(String url) throws IOException {
    return send(HttpRequest.newBuilder(URI.create(url)).GET());
  }

  public static Reply post(String url, String body) throws IOException {
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  /** A command to an agent or a director, on its Unix socket. */
  public static Reply command(Path socket, String path) throws IOException {
    String request =
        "POST /%s HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            .formatted(path);
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      channel.write(US_ASCII.encode(request));
      String answer = new String(Channels.newInputStream(channel).readAllBytes(), UTF_8);
      int status = Integer.parseInt(answer.split(" ", 3)[1]);
      return new Reply(status, answer.substring(answer.indexOf("\r\n\r\n") + 4));
    }
  }

  private static Reply send(HttpRequest.Builder request) throws IOException {
    try {
      var response = CLIENT.send(request.timeout(DEADLINE).build(), BodyHandlers.ofString());
      return new Reply(response.statusCode(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
