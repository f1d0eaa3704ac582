package io.mgeosync.disk.linux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class UnixDatagramTest {
  private static final int MILLIS = 20_000;

  @TempDir private Path folder;

  private static boolean send(String address, String message) {
    return UnixDatagram.to(address).orElseThrow().sendMessage(message.getBytes(UTF_8));
  }

  @Test
  void aMessageArrivesAsItWasSent() {
    String address = folder.resolve("notify").toString();
    try (var receiver = new DatagramReceiver(address)) {
      assertThat(send(address, "STATUS=测试\n")).isTrue();
      assertThat(send(address, "READY=1\n")).isTrue();
      assertThat(receiver.next(MILLIS)).contains("STATUS=测试\n");
      assertThat(receiver.next(MILLIS)).contains("READY=1\n");
    }
  }

  @Test
  void anAbstractNameIsInNoFileSystem() {
    String address = "@mgeo-sync-test-" + UUID.randomUUID();
    try (var receiver = new DatagramReceiver(address)) {
      assertThat(send(address, "READY=1")).isTrue();
      assertThat(receiver.next(MILLIS)).contains("READY=1");
    }
    assertThat(send(address, "READY=1")).as("nobody is there any more").isFalse();
  }

  @Test
  void whatCannotBeAnAddressIsNone() {
    for (String address : new String[] {"", "@", "/", "relative/path", "/" + "x".repeat(107)}) {
      assertThat(UnixDatagram.to(address)).as(address).isEmpty();
    }
    assertThat(send("/" + "x".repeat(106), "a")).isFalse();
  }

  @Test
  void aReceiverThatDoesNotReadIsNotWaitedForAndNothingLeaks() {
    String address = folder.resolve("full").toString();
    var sent = new ArrayList<Boolean>();
    try (var receiver = new DatagramReceiver(address)) {
      for (int i = 0; i < 3000; i++) {
        sent.add(send(address, "WATCHDOG=1\n"));
      }
      assertThat(sent).startsWith(true).endsWith(false);
      assertThat(receiver.next(MILLIS)).contains("WATCHDOG=1\n");
      assertThat(send(address, "STOPPING=1\n")).isTrue();
    }
  }
}
