package io.mgeosync.e2e.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.e2e.harness.Child;
import io.mgeosync.e2e.harness.DirectorySite;
import io.mgeosync.e2e.harness.Http;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Strangers fill the agent's listener from other addresses, all at once: connections that say
 * nothing, requests that come a byte at a time, and new connections all the time. What the load
 * balancer asks meanwhile is answered. More of them: {@code -Dmgeo.strangers=10000}.
 */
@Timeout(300)
final class HostileClientsIT {
  private static final int IDLE = Integer.getInteger("mgeo.strangers", 3000);
  private static final int DRIPPING = IDLE / 10;
  private static final int NEW_PER_SECOND = 200;
  private static final int PROBES = 200;

  private final List<SocketChannel> open = new ArrayList<>();
  private final List<Thread> strangers = new ArrayList<>();
  private volatile boolean over;
  private DirectorySite site;
  private Child agent;

  @BeforeEach
  void start() throws IOException {
    site = new DirectorySite();
    agent = site.startAgent(Map.of());
    site.awaitReady();
  }

  @AfterEach
  void end() throws Exception {
    over = true;
    for (Thread stranger : strangers) {
      stranger.join();
    }
    for (SocketChannel one : open) {
      one.close();
    }
    agent.close();
    site.close();
  }

  @Test
  void strangersThatFillTheListener_keepNoProbeAndNoCommandWaiting() throws Exception {
    for (int i = 0; i < IDLE; i++) {
      open.add(connect("127.0.%d.%d".formatted(1 + i % 40, 1 + i / 40 % 250)));
    }
    attack(this::drip);
    attack(this::comeAndStay);

    long[] took = new long[PROBES];
    for (int i = 0; i < PROBES; i++) {
      long begun = System.nanoTime();
      assertThat(site.get("readyz").status()).isEqualTo(200);
      took[i] = System.nanoTime() - begun;
      LockSupport.parkNanos(20_000_000);
    }
    Arrays.sort(took);
    System.out.printf(
        "%d idle, %d dripping, %d new a second: a probe took %.1f ms (median), %.1f (p99), %.1f"
            + " (max)%n",
        IDLE,
        DRIPPING,
        NEW_PER_SECOND,
        took[PROBES / 2] / 1e6,
        took[PROBES * 99 / 100] / 1e6,
        took[PROBES - 1] / 1e6);
    assertThat(site.post("sync").status()).isEqualTo(202);
    assertThat(Http.get(site.url("livez")).status()).isEqualTo(200);
  }

  private void attack(Attack attack) {
    strangers.add(
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    attack.run();
                  } catch (IOException ended) {
                    // The agent has ended one of these connections: that is its right.
                    assertThat(ended).isNotNull();
                  }
                }));
  }

  private interface Attack {
    void run() throws IOException;
  }

  private SocketChannel connect(String from) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    channel.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
    URI agentUrl = URI.create(site.url(""));
    channel.connect(new InetSocketAddress(agentUrl.getHost(), agentUrl.getPort()));
    channel.configureBlocking(false);
    return channel;
  }

  /** One that the agent has ended is replaced by another. */
  private void drip() throws IOException {
    Map<Integer, SocketChannel> dripping = new HashMap<>();
    while (!over) {
      for (int i = 0; i < DRIPPING && !over; i++) {
        try {
          if (!dripping.containsKey(i)) {
            dripping.put(i, connect("127.1.0." + (1 + i % 250)));
          }
          dripping.get(i).write(ByteBuffer.wrap("G".getBytes(US_ASCII)));
        } catch (IOException ended) {
          close(dripping.remove(i));
        }
      }
      LockSupport.parkNanos(300_000_000);
    }
    for (SocketChannel one : dripping.values()) {
      one.close();
    }
  }

  private static void close(@Nullable SocketChannel channel) throws IOException {
    if (channel != null) {
      channel.close();
    }
  }

  private void comeAndStay() throws IOException {
    List<SocketChannel> come = new ArrayList<>();
    while (!over) {
      come.add(connect("127.2.0." + (1 + come.size() % 250)));
      LockSupport.parkNanos(1_000_000_000L / NEW_PER_SECOND);
    }
    for (SocketChannel one : come) {
      one.close();
    }
  }
}
