package io.mgeosync.e2e.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The HTTP face of a model, on the loopback address.
 *
 * <pre>
 * POST /        {"text": …}             200 {"embedding_norm": …, "embedding": […]}
 * POST /        {"text1": …,"text2": …} 200 {"scores": […], "labels": […]}
 * GET  /version                         200 {"bundle": …, "version": …, "digest": "sha256:…"}
 * POST /reload                          200 as /version; 500 and one line, the old model stays
 * POST /reload  {"from": …, "mapped": …} the same from another directory, whose weights it keeps
 *                                       mapped if "mapped" is true: a service that was told wrongly
 * POST /fault   {"mode": …}             200; see {@link Fault}
 * </pre>
 */
public final class ModelService implements AutoCloseable {
  private final ObjectMapper json =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
  private final FaultSwitch fault = new FaultSwitch();
  private final ModelHolder model;
  private final HttpServer server;
  private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Loads the model and starts to listen.
   *
   * @param current the directory, or the link to it, that holds the model; read again by /reload
   * @param port 0 takes a free one
   * @throws IOException if the model does not load or the port is taken
   */
  public ModelService(Path current, int port) throws IOException {
    model = new ModelHolder(current);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(requests);
    route("POST", "/", this::predict);
    route("GET", "/version", request -> version());
    route("POST", "/reload", this::reload);
    route("POST", "/fault", this::setFault);
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private void route(String method, String path, Endpoint.Answer answer) {
    server.createContext(path, new Endpoint(method, path, json, answer)::handle);
  }

  private Object predict(JsonNode request) throws Exception {
    Fault now = faultOrRefusal();
    if (request.hasNonNull("text")) {
      return embedding(embed(request.get("text").asText(), now));
    }
    if (request.hasNonNull("text1") && request.hasNonNull("text2")) {
      return match(
          embed(request.get("text1").asText(), now), embed(request.get("text2").asText(), now));
    }
    throw new HttpStatusException(400, "send {\"text\": …} or {\"text1\": …, \"text2\": …}");
  }

  private static Object embedding(float[] vector) {
    return Map.of("embedding_norm", AddressMatch.norm(vector), "embedding", vector);
  }

  private static Object match(float[] left, float[] right) {
    return Map.of("scores", AddressMatch.scores(left, right), "labels", AddressMatch.LABELS);
  }

  private float[] embed(String text, Fault now) throws Exception {
    String asked = now == Fault.WRONG ? new StringBuilder(text + "?").reverse().toString() : text;
    return model.use(loaded -> loaded.embedder().embed(asked));
  }

  private Object version() throws Exception {
    return faultOrRefusal() == Fault.LIE_VERSION
        ? LoadedModel.Identity.read(model.current().toRealPath())
        : model.use(LoadedModel::identity);
  }

  private Object reload(JsonNode request) throws IOException {
    return request.hasNonNull("from")
        ? model.reload(Path.of(request.get("from").asText()), request.path("mapped").asBoolean())
        : model.reload();
  }

  private Object setFault(JsonNode request) throws HttpStatusException {
    String mode = request.path("mode").asText();
    Fault chosen =
        Fault.named(mode).orElseThrow(() -> new HttpStatusException(400, "no such fault: " + mode));
    fault.set(chosen);
    return Map.of("mode", chosen.wireName());
  }

  private Fault faultOrRefusal() throws InterruptedException, HttpStatusException {
    Fault now = fault.delay();
    if (now == Fault.HTTP_500 || now == Fault.HTTP_503) {
      throw new HttpStatusException(Integer.parseInt(now.wireName()), "fault " + now.wireName());
    }
    return now;
  }

  @Override
  public void close() {
    fault.set(Fault.NONE);
    server.stop(0);
    requests.shutdownNow();
    model.close();
  }
}
