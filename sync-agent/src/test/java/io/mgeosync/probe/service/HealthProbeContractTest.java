package io.mgeosync.probe.service;

import com.sun.net.httpserver.HttpServer;
import io.mgeosync.probe.Probe;
import io.mgeosync.probe.ProbeContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

final class HealthProbeContractTest extends ProbeContract {
  private HttpServer service;

  @BeforeEach
  void start() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    for (int status : new int[] {200, 503}) {
      service.createContext(
          "/" + status,
          exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
          });
    }
    service.start();
  }

  @AfterEach
  void stop() {
    service.stop(0);
  }

  private Probe probe(int status) {
    URI url =
        URI.create("http://127.0.0.1:%d/%d".formatted(service.getAddress().getPort(), status));
    return new HealthProbe(url, "{}", Duration.ofSeconds(10));
  }

  @Override
  protected Probe good() {
    return probe(200);
  }

  /** An answer says nothing of the model. */
  @Override
  protected @Nullable Probe wrong() {
    return null;
  }

  @Override
  protected Probe late() {
    return probe(503);
  }
}
