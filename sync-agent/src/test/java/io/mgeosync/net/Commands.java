package io.mgeosync.net;

import io.mgeosync.base.UnixUrl;
import java.io.IOException;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Gives commands on a program's Unix socket, as this test's user. */
public final class Commands {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Commands() {}

  public static HttpAnswer post(Path socket, String path) throws InterruptedException {
    return post(socket, path, Map.of());
  }

  public static HttpAnswer post(Path socket, String path, Map<String, String> headers)
      throws InterruptedException {
    return send(socket, "POST", path, headers);
  }

  public static HttpAnswer get(Path socket, String path) throws InterruptedException {
    return send(socket, "GET", path, Map.of());
  }

  /** The whole answer to a request that is sent as it is written. */
  public static String raw(Path socket, String request) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      channel.write(StandardCharsets.US_ASCII.encode(request));
      return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static HttpAnswer send(
      Path socket, String method, String path, Map<String, String> headers)
      throws InterruptedException {
    URI url = URI.create(UnixUrl.of(socket.toString(), path));
    HttpOutcome outcome =
        new HttpCall(method, url, headers, "", PATIENCE, HttpCall.USUAL_LIMIT).send();
    if (outcome instanceof HttpAnswer answer) {
      return answer;
    }
    throw new AssertionError(outcome);
  }
}
