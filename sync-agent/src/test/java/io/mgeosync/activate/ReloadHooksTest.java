package io.mgeosync.activate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mgeosync.activate.ReloadHook.ReloadFailedException;
import io.mgeosync.channel.Pin;
import io.mgeosync.channel.Pins;
import io.mgeosync.manifest.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class ReloadHooksTest {
  private static final Pin PIN = Pins.pin("v1");
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofSeconds(2);

  @TempDir Path folder;

  private static CommandReload shell(String script, Duration deadline) {
    return new CommandReload(List.of("sh", "-c", script), deadline);
  }

  private static void assertFails(ReloadHook hook, String how) {
    assertThatExceptionOfType(ReloadFailedException.class)
        .isThrownBy(() -> hook.run(PIN))
        .withMessageContaining(how)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE));
  }

  @Test
  void aCommandFindsThePinInItsEnvironmentAndNoInput() throws IOException {
    Path out = folder.resolve("out");
    String script =
        "cat; echo $MGEO_SYNC_BUNDLE $MGEO_SYNC_VERSION $MGEO_SYNC_DIGEST > '%s'".formatted(out);
    shell(script, LONG).run(PIN);
    assertThat(out).hasContent("mgeo-base v1 " + PIN.digest());
  }

  @Test
  void aCommandThatExitsOtherwiseHasFailed() {
    assertFails(shell("exit 3", LONG), "the reload hook sh exited with 3");
  }

  @Test
  void aCommandThatIsNotThereHasFailed() {
    assertFails(new CommandReload(List.of("/no/such/program"), LONG), "could not be started");
  }

  /** Each killed child is replaced at once, by a shell that is itself a child of the command. */
  @Test
  void atItsDeadlineTheWholeFamilyIsKilledAlsoWhileItGrows() throws Exception {
    Path pids = folder.resolve("pids");
    String loop = "while :; do sleep 20 & echo $! >> '%s'; wait $!; done".formatted(pids);
    String script =
        "echo $$ >> '%s'; sh -c \"echo \\$\\$ >> '%s'; sleep 20\" & %s".formatted(pids, pids, loop);
    assertFails(shell(script, SHORT), "did not end within 2 s");
    assertThat(Files.readAllLines(pids)).hasSizeGreaterThanOrEqualTo(3);
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!Files.readAllLines(pids).stream().allMatch(ReloadHooksTest::ended)) {
      assertThat(System.nanoTime()).as("all of %s end", Files.readAllLines(pids)).isLessThan(until);
      Thread.onSpinWait();
    }
  }

  /** A zombie has ended: that nobody has buried it is not the hook's doing. */
  private static boolean ended(String pid) {
    try {
      String stat = Files.readString(Path.of("/proc", pid, "stat"));
      return stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void anInterruptEndsTheCommandAndStaysSet() throws Exception {
    var failure = new AtomicReference<Throwable>(new AssertionError("not interrupted"));
    Thread hook =
        Thread.ofPlatform()
            .start(
                () -> {
                  Thread.currentThread().interrupt();
                  try {
                    shell("sleep 20", LONG).run(PIN);
                  } catch (ReloadFailedException e) {
                    if (Thread.currentThread().isInterrupted()) {
                      failure.set(e);
                    }
                  }
                });
    hook.join();
    assertThat(failure.get()).hasMessageContaining("was interrupted");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 202, 204})
  void anyAnswerOf2xxIsSuccessAndThePinIsInTheHeaders(int status) throws IOException {
    var headers = new AtomicReference<List<String>>();
    withServer(
        exchange -> {
          headers.set(
              List.of(
                  exchange.getRequestMethod(),
                  exchange.getRequestHeaders().getFirst("X-Mgeo-Sync-Bundle"),
                  exchange.getRequestHeaders().getFirst("X-Mgeo-Sync-Version"),
                  exchange.getRequestHeaders().getFirst("X-Mgeo-Sync-Digest")));
          exchange.sendResponseHeaders(status, -1);
        },
        hook -> assertThatCode(() -> hook.run(PIN)).doesNotThrowAnyException());
    assertThat(headers.get()).containsExactly("POST", "mgeo-base", "v1", PIN.digest().toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 404, 500})
  void anyOtherAnswerIsAFailure(int status) throws IOException {
    withServer(
        exchange -> exchange.sendResponseHeaders(status, -1),
        hook -> assertFails(hook, "answers HTTP " + status));
  }

  @Test
  void aPostThatIsNeverAnsweredFailsAtItsDeadline() throws IOException {
    var end = new CountDownLatch(1);
    withServer(
        exchange -> awaitQuietly(end),
        hook -> {
          assertFails(hook, "does not answer within 2000 ms");
          end.countDown();
        });
  }

  /** As a server does that streams its log; the deadline once ended with the headers. */
  @Test
  void aPostWhoseAnswerNeverEndsFailsAtItsDeadline() throws IOException {
    var end = new CountDownLatch(1);
    withServer(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().flush();
          awaitQuietly(end);
        },
        hook -> {
          assertFails(hook, "answers HTTP 200 but does not end its answer within 2000 ms");
          end.countDown();
        });
  }

  @Test
  void aRefusedConnectionIsAFailure() throws IOException {
    URI url;
    try (var gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      url = urlOf(gone.getLocalPort());
    }
    assertFails(new PostReload(url, SHORT), "nothing listens at 127.0.0.1:");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @FunctionalInterface
  private interface Handling {
    void handle(HttpExchange exchange) throws IOException;
  }

  private static void withServer(Handling handling, java.util.function.Consumer<ReloadHook> work)
      throws IOException {
    HttpServer server = server();
    server.createContext(
        "/reload",
        exchange -> {
          handling.handle(exchange);
          exchange.close();
        });
    server.start();
    try {
      work.accept(new PostReload(urlOf(server.getAddress().getPort()), SHORT));
    } finally {
      server.stop(0);
    }
  }

  private static HttpServer server() throws IOException {
    return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  private static URI urlOf(int port) {
    return URI.create("http://127.0.0.1:%d/reload".formatted(port));
  }
}
