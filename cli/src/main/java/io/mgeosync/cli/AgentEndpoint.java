package io.mgeosync.cli;

import io.mgeosync.config.HttpSettings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The agent of this node, asked over HTTP as everybody else asks it. HTTP 1.0 (RFC 1945) on a plain
 * socket, one connection for each question: starting the JDK's client takes longer than the rest of
 * {@code ready}.
 */
final class AgentEndpoint {
  /** For the whole answer, name and body included: a hung agent must not hang its caller. */
  private static final long DEADLINE_MILLIS = 1000;

  private static final int MAX_BYTES = 16 << 20;

  private final HttpSettings listen;
  private final URI address;

  AgentEndpoint(HttpSettings listen) {
    this.listen = new HttpSettings(host(listen), listen.port());
    this.address = URI.create("http://" + this.listen + "/");
  }

  /** An agent that listens everywhere is asked over the loopback. */
  private static String host(HttpSettings listen) {
    return switch (listen.host()) {
      case "0.0.0.0" -> "127.0.0.1";
      case "::" -> "::1";
      default -> listen.host();
    };
  }

  /** Whatever the agent answered. */
  record Answer(int status, String body) {}

  /**
   * One question.
   *
   * @throws AgentUnreachableException when there was no whole answer within a second
   */
  Answer get(String path) {
    return send("GET /" + path);
  }

  /** Whether anybody answers here at all. */
  boolean answers() {
    try {
      return get("livez").status() > 0;
    } catch (AgentUnreachableException e) {
      return false;
    }
  }

  /**
   * One request to do something.
   *
   * @throws AgentUnreachableException also when the answer is another one than expected
   */
  void post(String path, int expected) {
    int status = post(path).status();
    if (status != expected) {
      throw unreachable("it answered HTTP %d to POST /%s".formatted(status, path), null);
    }
  }

  /**
   * One request to do something, for who heeds a refusal.
   *
   * @throws AgentUnreachableException when there was no whole answer within a second
   */
  Answer post(String path) {
    return send("POST /" + path);
  }

  /** Closing the socket also ends the thread that may still wait for it. */
  private Answer send(String request) {
    try (var socket = new Socket(Proxy.NO_PROXY)) {
      var exchange = new FutureTask<>(() -> exchange(socket, request));
      Thread.ofPlatform().daemon().start(exchange);
      return exchange.get(DEADLINE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw unreachable("no answer within 1 s", e);
    } catch (ExecutionException e) {
      throw unreachable(why(e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable("interrupted", e);
    } catch (IOException e) {
      throw unreachable(why(e), e);
    }
  }

  private Answer exchange(Socket socket, String request) throws IOException {
    socket.connect(new InetSocketAddress(listen.host(), listen.port()));
    String head = request + " HTTP/1.0\r\nHost: " + listen + "\r\nContent-Length: 0\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
    return answer(
        new String(socket.getInputStream().readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
  }

  /** The status stands behind the first space of a status line, the body behind an empty line. */
  private static Answer answer(String text) throws IOException {
    int head = text.indexOf("\r\n\r\n");
    if (head < 0 || !text.startsWith("HTTP/1.")) {
      throw new IOException("what it answered is no whole HTTP");
    }
    int status = text.indexOf(' ') + 1;
    return new Answer(Integer.parseInt(text, status, status + 3, 10), text.substring(head + 4));
  }

  private AgentUnreachableException unreachable(String why, @Nullable Throwable cause) {
    return new AgentUnreachableException(address, why, cause);
  }

  private static String why(@Nullable Throwable cause) {
    return cause instanceof ConnectException ? "connection refused" : String.valueOf(cause);
  }
}
