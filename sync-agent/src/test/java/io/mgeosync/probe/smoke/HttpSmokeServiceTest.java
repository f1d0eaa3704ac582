package io.mgeosync.probe.smoke;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mgeosync.manifest.smoke.SmokeAdapter;
import io.mgeosync.manifest.smoke.SmokeCase;
import io.mgeosync.probe.ProbeResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class HttpSmokeServiceTest {
  private static final String INFER = "/triton/v2/models/mgeo/versions/2/infer";

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final Map<String, Integer> status = new ConcurrentHashMap<>();
  private volatile String answer = Cases.RIGHT;
  private volatile boolean hangInTheBody;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(path + " " + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    boolean ready = path.endsWith("/ready");
    byte[] body = ready ? new byte[0] : answer.getBytes(UTF_8);
    boolean stays = hangInTheBody && !ready;
    exchange.sendResponseHeaders(
        status.getOrDefault(path, 200), stays ? 0 : body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    if (stays) {
      exchange.getResponseBody().flush();
      await();
    }
    exchange.close();
  }

  private void await() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ProbeResult smoke(String path, SmokeCase... cases) throws InterruptedException {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    var runner = new SmokeRunner(new HttpSmokeService(url), Clock.systemUTC());
    return runner.runAll(List.of(cases)).verdict();
  }

  @Test
  void aRightAnswerToTheVeryBytesIsGood() throws InterruptedException {
    assertThat(smoke("/", Cases.similarity("a"))).isInstanceOf(ProbeResult.Good.class);
    assertThat(asked).containsExactly("/ {\"text\":\"测试\"}");
  }

  @Test
  void aWrongAnswerIsOneLineWithCasePlaceExpectedAndActual() throws InterruptedException {
    answer = Cases.RIGHT.replace("0.973", "0.41");
    assertThat(smoke("/", Cases.similarity("same-address")))
        .isEqualTo(
            new ProbeResult.Wrong(
                "WrongAnswer", "same-address: the answer yes: expected 0.97 ± 0.0107, found 0.41"));
  }

  @Test
  void oneWrongCaseAmongLateOnesIsWrong() throws InterruptedException {
    answer = "{}";
    status.put("/", 200);
    SmokeCase hasty =
        Cases.of("hasty", SmokeAdapter.TEXT, Duration.ofMillis(1), Cases.score("/s", "", "1"));
    assertThat(smoke("/", hasty, Cases.similarity("b"))).isInstanceOf(ProbeResult.Wrong.class);
  }

  @Test
  void anErrorStatusIsLateWhateverItsBody() throws InterruptedException {
    status.put("/", 503);
    assertThat(smoke("/", Cases.similarity("a")))
        .isEqualTo(new ProbeResult.Late("HttpError", "a: the service answers HTTP 503"));
  }

  @Test
  void nothingListeningIsLate() throws InterruptedException {
    server.stop(0);
    assertThat(smoke("/", Cases.similarity("a")))
        .isInstanceOfSatisfying(
            ProbeResult.Late.class, late -> assertThat(late.reason()).isEqualTo("Refused"));
  }

  @Test
  void aBodyThatNeverEndsIsLateByTheBudget() throws InterruptedException {
    hangInTheBody = true;
    SmokeCase brief =
        Cases.of("brief", SmokeAdapter.TEXT, Duration.ofMillis(200), Cases.score("/s", "", "1"));
    assertThat(smoke("/", brief))
        .isEqualTo(new ProbeResult.Late("TooSlow", "brief: no answer within its budget of 200 ms"));
  }

  @Test
  void anEndlessAnswerIsCutOff() throws InterruptedException {
    answer = "[" + "0,".repeat(1 << 20) + "0]";
    assertThat(smoke("/", Cases.similarity("a"))).isInstanceOf(ProbeResult.Late.class);
  }

  @Test
  void aPageInsteadOfJsonIsWrong() throws InterruptedException {
    for (String page : List.of("<html>", "{\"a\":")) {
      answer = page;
      assertThat(smoke("/", Cases.similarity("a")).reason()).isEqualTo("NotJson");
    }
  }

  @Test
  void readinessOfServerAndModelIsAskedFirstAndItsEmptyBodyIsEnough() throws InterruptedException {
    assertThat(smoke(INFER, Cases.similarity("a"))).isInstanceOf(ProbeResult.Good.class);
    assertThat(asked)
        .containsExactly(
            "/triton/v2/health/ready ",
            "/triton/v2/models/mgeo/versions/2/ready ",
            INFER + " {\"text\":\"测试\"}");
  }

  @Test
  void aModelThatIsNotReadyIsLateAndNotAsked() throws InterruptedException {
    status.put("/triton/v2/models/mgeo/versions/2/ready", 400);
    assertThat(smoke(INFER, Cases.similarity("a")))
        .isEqualTo(
            new ProbeResult.Late(
                "NotReady", "/triton/v2/models/mgeo/versions/2/ready answers HTTP 400"));
    assertThat(asked).hasSize(2);
  }
}
