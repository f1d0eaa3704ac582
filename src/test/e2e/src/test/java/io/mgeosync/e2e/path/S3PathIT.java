package io.mgeosync.e2e.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.e2e.harness.Await;
import io.mgeosync.e2e.harness.Bundles;
import io.mgeosync.e2e.harness.Child;
import io.mgeosync.e2e.harness.Node;
import io.mgeosync.e2e.harness.S3Site;
import io.mgeosync.e2e.harness.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class S3PathIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long MEGABYTE = 1_000_000;

  private S3Site site;
  private Node node;

  @BeforeEach
  void serveFirstVersion() throws IOException {
    site = S3Site.open();
    node = site.node();
    release(Bundles.V1);
    node.startAgent();
    node.startService();
    node.awaitReadyWith("v1", PATIENCE);
  }

  @AfterEach
  void stop() throws IOException {
    site.close();
  }

  @Test
  void aPromotedVersionIsFetchedActivatedReloadedAndProven() throws IOException {
    release(Bundles.V2);

    node.syncNow();

    node.awaitReadyWith("v2", PATIENCE);
    assertThat(node.served().body()).contains(digestOfCurrent());
    assertThat(node.predict("{\"text\": \"测试\"}").path("embedding").size()).isEqualTo(512);
  }

  @Test
  void aTouchedWeightFileClosesTheGateAndACycleRepairsIt() throws IOException {
    Scratch.flipByte(node.current().resolve("model.onnx"));

    assertThat(node.awaitRefusal(PATIENCE)).contains("model.onnx");

    node.syncNow();
    node.awaitReadyWith("v1", PATIENCE);
  }

  @Test
  void anAgentKilledInMidFetchLosesNothingAndItsSuccessorCompletes() throws IOException {
    Path before = node.current().toRealPath();
    release(Bundles.V2);
    Child agent = node.agent();
    killInMidFetch(agent);

    assertThat(node.current().toRealPath()).isEqualTo(before);
    assertThat(node.servedVersion()).isEqualTo("v1");
    assertThat(staged()).as("what had been fetched stays for the successor").isPositive();

    long sentBefore = site.line().sent();
    site.line().pace(Long.MAX_VALUE);
    node.startAgent();
    node.awaitReadyWith("v2", PATIENCE);
    site.publisher().succeed("verify", node.current().toRealPath().toString());
    assertThat(site.line().sent() - sentBefore).as("bytes fetched anew").isPositive();
  }

  private void killInMidFetch(Child agent) throws IOException {
    site.line().pace(2 * MEGABYTE);
    long start = site.line().sent();
    node.syncNow();
    Await.until("eight megabytes came", PATIENCE, () -> site.line().sent() - start > 8 * MEGABYTE);
    assertThat(agent.alive()).isTrue();
    agent.kill();
  }

  private long staged() throws IOException {
    try (var files = Files.walk(node.staging())) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private String digestOfCurrent() throws IOException {
    return DigestUtils.sha256Hex(Files.readAllBytes(node.current().resolve("manifest.json")));
  }

  private void release(Bundles bundle) throws IOException {
    site.release(bundle.writeTo(site.scratch().resolve(bundle.version())), bundle.version());
  }
}
