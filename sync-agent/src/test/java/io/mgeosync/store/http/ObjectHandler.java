package io.mgeosync.store.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.mgeosync.store.InMemoryStore;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.StoreReads;
import io.mgeosync.store.StoredObject;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves a store in memory as a proper file server does: HEAD, ranges, If-Match. */
record ObjectHandler(InMemoryStore objects) implements HttpHandler {
  private static final String ROOT = "/models/";
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Optional<StoredObject> found = objects.find(new ObjectKey(path.substring(ROOT.length())));
    if (found.isEmpty()) {
      TestServer.answer(exchange, 404, Map.of(), new byte[0]);
    } else {
      serve(exchange, found.get());
    }
  }

  private void serve(HttpExchange exchange, StoredObject object) throws IOException {
    byte[] bytes = StoreReads.readAll(objects, object, 1 << 30);
    String etag = "\"" + object.tag() + "\"";
    String pin = exchange.getRequestHeaders().getFirst("If-Match");
    if (pin != null && !pin.equals(etag)) {
      TestServer.answer(exchange, 412, Map.of(), new byte[0]);
      return;
    }
    String range = exchange.getRequestHeaders().getFirst("Range");
    if (range == null) {
      TestServer.answer(exchange, 200, Map.of("ETag", etag), bytes);
    } else {
      serveRange(exchange, etag, bytes, range);
    }
  }

  private static void serveRange(HttpExchange exchange, String etag, byte[] bytes, String range)
      throws IOException {
    Matcher asked = RANGE.matcher(range);
    int from = asked.matches() ? Integer.parseInt(asked.group(1)) : bytes.length;
    if (from >= bytes.length) {
      TestServer.answer(
          exchange, 416, Map.of("Content-Range", "bytes */" + bytes.length), new byte[0]);
      return;
    }
    int end = Math.min(Integer.parseInt(asked.group(2)) + 1, bytes.length);
    String part = "bytes %d-%d/%d".formatted(from, end - 1, bytes.length);
    TestServer.answer(
        exchange,
        206,
        Map.of("ETag", etag, "Content-Range", part),
        Arrays.copyOfRange(bytes, from, end));
  }
}
