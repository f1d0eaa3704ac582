package io.mgeosync.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.e2e.harness.Await;
import io.mgeosync.e2e.harness.Bundles;
import io.mgeosync.e2e.harness.Http;
import io.mgeosync.e2e.harness.Node;
import io.mgeosync.e2e.harness.S3Site;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody's hand at {@code current}, while the packaged agent runs beside a real service. */
class CurrentLinkIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private S3Site site;
  private Node node;
  private Path right;

  @BeforeEach
  void serve() throws IOException {
    site = S3Site.open();
    node = site.node();
    site.release(Bundles.V1.writeTo(site.scratch().resolve("model")), Bundles.V1.version());
    node.startAgent();
    node.startService();
    node.awaitReadyWith("v1", PATIENCE);
    right = Files.readSymbolicLink(node.current());
  }

  @AfterEach
  void stop() throws IOException {
    site.close();
  }

  private void awaitMendedAndServing() throws IOException {
    Await.until(
        "current names the release again",
        PATIENCE,
        () -> {
          assertThat(node.readyz().status()).as("the service still has what it had").isEqualTo(200);
          return Files.isSymbolicLink(node.current())
              && Files.readSymbolicLink(node.current()).equals(right);
        });
  }

  private void replaceBy(Path target) throws IOException {
    Files.delete(node.current());
    Files.createSymbolicLink(node.current(), target);
  }

  /** The same files under the same name, as a backup has them. */
  private Path copyOfRelease() throws IOException {
    Path release = node.current().resolveSibling(right);
    Path copy = Files.createDirectories(site.scratch().resolve("backup").resolve(right));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(release)) {
      for (Path file : files) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy.toRealPath();
  }

  @Test
  void whateverBecomesOfItItIsPutBackAndServingGoesOn() throws IOException {
    Files.delete(node.current());
    awaitMendedAndServing();
    replaceBy(Path.of("/no/such/folder"));
    awaitMendedAndServing();
    replaceBy(copyOfRelease());
    awaitMendedAndServing();
    Files.delete(node.current());
    Files.createDirectory(node.current());
    awaitMendedAndServing();

    // The log is written by a thread of its own.
    for (String told :
        List.of(
            "current is gone", "current names /no/such/folder", "current is a folder, now at")) {
      Await.until("the log says: " + told, PATIENCE, () -> node.agent().output().contains(told));
    }
    assertThat(
            Files.isDirectory(
                node.current().resolveSibling("current.set-aside"), LinkOption.NOFOLLOW_LINKS))
        .isTrue();
  }

  @Test
  void aServiceThatLoadedOtherFilesThroughItIsWrongUntilItLoadsAgain() throws IOException {
    Path copy = copyOfRelease();
    node.agent().suspend();
    replaceBy(copy);
    reload("{\"from\": \"%s\", \"mapped\": true}".formatted(node.current()));
    node.agent().resume();

    Await.until(
        "the files of the copy are seen",
        PATIENCE,
        () -> node.readyz().body().contains("holds files of " + copy));
    assertThat(node.readyz().status()).isEqualTo(503);
    assertThat(Files.readSymbolicLink(node.current())).isEqualTo(right);

    reload("");
    node.awaitReadyWith("v1", PATIENCE);
  }

  private void reload(String body) throws IOException {
    assertThat(Http.post(node.serviceUrl() + "reload", body).status()).isEqualTo(200);
  }
}
