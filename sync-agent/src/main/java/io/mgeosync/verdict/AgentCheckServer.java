package io.mgeosync.verdict;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.mgeosync.base.HostPort;
import io.mgeosync.manifest.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers HAProxy's agent check: one line for each connection, with any input. No client can keep
 * the others from being answered: the line fits into the socket's buffer, and only a few
 * connections are seen off, each for less than a second.
 */
public final class AgentCheckServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AgentCheckServer.class);
  private static final int BACKLOG = 128;
  private static final int MAX_SEEN_OFF = 64;
  private static final int PATIENCE_MILLIS = 500;
  private static final long PAUSE_NANOS = 1_000_000;
  private static final int MAX_SENT = 4096;

  private final ServerSocket server;
  private final Supplier<Optional<NodeVerdict>> verdict;
  private final Semaphore seenOff = new Semaphore(MAX_SEEN_OFF);
  private final Thread answering =
      Thread.ofVirtual().name("agent-check").unstarted(this::answerAll);

  private AgentCheckServer(ServerSocket server, Supplier<Optional<NodeVerdict>> verdict) {
    this.server = server;
    this.verdict = verdict;
  }

  /**
   * Listens and answers from now on.
   *
   * @param verdict of the last snapshots; returns at once; empty while there is no news of the
   *     node: then nothing is said, and HAProxy keeps what it was told last
   * @throws Refusal when the address cannot be listened on
   */
  public static AgentCheckServer start(HostPort address, Supplier<Optional<NodeVerdict>> verdict) {
    try {
      var host = InetAddress.getByName(address.host());
      var server = new AgentCheckServer(new ServerSocket(address.port(), BACKLOG, host), verdict);
      server.answering.start();
      return server;
    } catch (IOException e) {
      throw notListening(address, e);
    }
  }

  /** The agent check cannot be answered where it should. */
  private static Refusal notListening(HostPort address, IOException cause) {
    return Refusal.of(
        Refusal.Kind.CONFIGURATION,
        "cannot listen on %s: %s".formatted(address, cause.getMessage()),
        "find who has this port with: ss -ltnp 'sport = :%d', or change failover.agent-check"
            .formatted(address.port()),
        cause);
  }

  /** The port that it listens on, also when the configuration left the choice open. */
  public int port() {
    return server.getLocalPort();
  }

  private void answerAll() {
    while (!server.isClosed()) {
      try {
        answer(server.accept());
      } catch (IOException e) {
        log.debug("an agent check was not answered: {}", e.toString());
        // Where no file can be opened any more, trying again at once would only burn the processor.
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private void answer(Socket client) throws IOException {
    try {
      client.getOutputStream().write(line().getBytes(US_ASCII));
      client.shutdownOutput();
    } catch (IOException e) {
      client.close();
      throw e;
    }
    if (seenOff.tryAcquire()) {
      Thread.ofVirtual().name("agent-check").start(() -> seeOff(client));
    } else {
      client.close();
    }
  }

  private String line() {
    try {
      return verdict.get().map(AgentCheckLine::of).orElse("");
    } catch (RuntimeException e) {
      log.error("the status cannot be read, so HAProxy is told: down", e);
      return AgentCheckLine.unknown();
    }
  }

  /** A close with something unread would reset the connection, and the answer might be lost. */
  private void seeOff(Socket client) {
    try (client) {
      client.setSoTimeout(PATIENCE_MILLIS);
      int _ = client.getInputStream().read(new byte[MAX_SENT]);
    } catch (IOException e) {
      log.debug("a client of the agent check did not leave: {}", e.toString());
    } finally {
      seenOff.release();
    }
  }

  /** The port is free once the thread that waits in {@code accept} has noticed; that is at once. */
  @Override
  public void close() {
    try {
      server.close();
      if (!answering.join(Duration.ofMillis(PATIENCE_MILLIS))) {
        log.warn("the agent check still holds its port {}", port());
      }
    } catch (IOException e) {
      log.warn("the agent check did not stop cleanly: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
