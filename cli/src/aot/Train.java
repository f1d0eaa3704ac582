import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Trains the ahead-of-time cache of a distribution: publishes a model into a directory, serves that
 * directory with just enough of S3, and has the distribution sync, verify and look while its JVM
 * takes notes; then the readiness hook alone, which ends before it could map so much, and the agent
 * until it has synced. Run by the build: {@code java Train.java <distribution>}; leaves {@code
 * lib/mgeo-sync.aot}, {@code lib/ready.aot} and {@code lib/agent.aot} there.
 */
final class Train {
  private static final int MODEL_BYTES = 48 << 20;
  private static final String BUCKET = "models";

  /** All compilers: what is learned at the first one alone would keep hot methods there. */
  private static final String OPTIONS = "-XX:TieredStopAtLevel=4 -XX:AOTCacheOutput=";

  private final Path home;
  private final Path scratch;

  private Train(Path home, Path scratch) {
    this.home = home;
    this.scratch = scratch;
  }

  public static void main(String[] args) throws Exception {
    Path scratch = Files.createTempDirectory("mgeo-sync-train-");
    try {
      new Train(Path.of(args[0]).toAbsolutePath(), scratch).run();
    } finally {
      try (Stream<Path> tree = Files.walk(scratch)) {
        for (Path path : tree.sorted((a, b) -> b.compareTo(a)).toList()) {
          path.toFile().setWritable(true);
          path.toFile().getParentFile().setWritable(true);
          Files.delete(path);
        }
      }
    }
  }

  private void run() throws Exception {
    Files.deleteIfExists(home.resolve("lib/mgeo-sync.aot"));
    Files.deleteIfExists(home.resolve("lib/ready.aot"));
    Files.deleteIfExists(home.resolve("lib/agent.aot"));
    Path model = Files.createDirectory(scratch.resolve("model"));
    byte[] bytes = new byte[MODEL_BYTES];
    new Random(1).nextBytes(bytes);
    Files.write(model.resolve("weights.bin"), bytes);
    for (int i = 0; i < 20; i++) {
      Files.writeString(model.resolve("vocabulary-" + i + ".txt"), "杭州市\n".repeat(100 + i));
    }
    Path bucket = Files.createDirectories(scratch.resolve("store").resolve(BUCKET));
    String store = "--store file://" + bucket + " --bundle mgeo-base --version v1";
    require(program("publish " + model + " " + store + " --promote production --create"));
    HttpServer server = serve(bucket);
    try {
      require(rehearsal("mgeo-sync.aot", verbs(), server.getAddress().getPort()));
      require(rehearsal("ready.aot", hook(server.getAddress().getPort()), 9));
      trainAgent(server.getAddress().getPort());
    } finally {
      server.stop(0);
    }
  }

  /** Until it serves, and then ended as a service manager does. */
  private void trainAgent(int store) throws Exception {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path log = scratch.resolve("log");
    ProcessBuilder builder = program("agent --config " + config("agent-alone.yaml", port));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder
        .environment()
        .put("MGEO_SYNC_OPTS", "-XX:AOTCacheOutput=" + home.resolve("lib/agent.aot"));
    builder.environment().putAll(credentials(store));
    Process agent = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (!isReady(port)) {
      if (!agent.isAlive() || System.nanoTime() > until) {
        agent.destroyForcibly();
        throw new IllegalStateException("the agent is not ready:\n" + Files.readString(log));
      }
      Thread.sleep(100);
    }
    agent.destroy();
    agent.waitFor();
    if (Files.notExists(home.resolve("lib/agent.aot"))) {
      throw new IllegalStateException("no cache:\n" + Files.readString(log));
    }
  }

  private static boolean isReady(int port) throws IOException {
    var url = URI.create("http://127.0.0.1:%d/readyz".formatted(port)).toURL();
    try {
      return ((HttpURLConnection) url.openConnection()).getResponseCode() == 200;
    } catch (ConnectException e) {
      return false;
    }
  }

  private static Map<String, String> credentials(int store) {
    return Map.of(
        "AWS_ACCESS_KEY_ID", "nobody",
        "AWS_SECRET_ACCESS_KEY", "nothing",
        "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + store);
  }

  private ProcessBuilder program(String line) {
    List<String> command = new ArrayList<>(List.of(home.resolve("bin/mgeo-sync").toString()));
    command.addAll(List.of(line.split(" ")));
    return new ProcessBuilder(command);
  }

  private List<String> verbs() throws IOException {
    String state = scratch.resolve("state").toString();
    String sync = "sync --store s3://" + BUCKET + " --bundle mgeo-base --state ";
    Path config = config("agent.yaml", 9);
    return List.of(
        sync + state,
        sync + state,
        sync + state + "2",
        sync + state + "3 --json",
        "sync --config " + config,
        "plan --config " + config,
        "verify " + state + "/mgeo-base/current",
        "status --config " + config,
        "ready --json --config " + config);
  }

  /** Every word that the hook may have to say of an agent that answers. */
  private List<String> hook(int port) throws IOException {
    String ready = "ready --config " + config("hook.yaml", port);
    return List.of(
        ready,
        ready + " --version v1",
        ready + " --as consul",
        ready + " --as npd --version v1",
        ready + " --as nagios --bundle mgeo-base");
  }

  private Path config(String name, int port) throws IOException {
    return Files.writeString(
        scratch.resolve(name),
        """
        state: %s
        store: {url: "s3://%s"}
        http: {listen: "127.0.0.1:%d"}
        bundles: [{name: mgeo-base}]
        """
            .formatted(scratch.resolve("state"), BUCKET, port));
  }

  private ProcessBuilder rehearsal(String cache, List<String> script, int port) throws IOException {
    Path lines = Files.write(scratch.resolve("lines"), script);
    var builder = new ProcessBuilder(home.resolve("bin/mgeo-sync").toString(), lines.toString());
    builder.environment().put("MGEO_SYNC_MAIN", "io.mgeosync.cli.Rehearsal");
    builder.environment().put("MGEO_SYNC_OPTS", OPTIONS + home.resolve("lib").resolve(cache));
    builder.environment().putAll(credentials(port));
    return builder;
  }

  private void require(ProcessBuilder builder) throws Exception {
    Path log = scratch.resolve("log");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(builder.command() + ":\n" + Files.readString(log));
    }
  }

  private static HttpServer serve(Path bucket) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(address, 0);
    server.setExecutor(Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
    server.createContext("/", exchange -> answer(exchange, bucket));
    server.createContext("/readyz", exchange -> verdict(exchange, 200, "reasons"));
    server.createContext("/consul", exchange -> verdict(exchange, 429, "warnings"));
    server.createContext("/ready", exchange -> verdict(exchange, 503, "reasons"));
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange, Path bucket) throws IOException {
    try (exchange) {
      String query = exchange.getRequestURI().getRawQuery();
      String path =
          URLDecoder.decode(exchange.getRequestURI().getRawPath(), StandardCharsets.UTF_8);
      Path file = bucket.getParent().resolve(path.substring(1));
      if (query != null && query.contains("list-type=2")) {
        list(exchange, bucket, query);
      } else if (Files.isRegularFile(file)) {
        object(exchange, file);
      } else {
        exchange.sendResponseHeaders(Files.isDirectory(file) ? 200 : 404, -1);
      }
    }
  }

  private static void verdict(HttpExchange exchange, int status, String key) throws IOException {
    try (exchange) {
      byte[] body =
          "{\"node\":\"gpu-a\",\"%s\":[\"one\",\"two\"]}"
              .formatted(key)
              .getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static void object(HttpExchange exchange, Path file) throws IOException {
    long size = Files.size(file);
    long from = 0;
    long end = size;
    String range = exchange.getRequestHeaders().getFirst("Range");
    if (range != null) {
      String[] bounds = range.substring("bytes=".length()).split("-", -1);
      from = Long.parseLong(bounds[0]);
      end = bounds[1].isEmpty() ? size : Math.min(size, Long.parseLong(bounds[1]) + 1);
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes %d-%d/%d".formatted(from, end - 1, size));
    }
    exchange.getResponseHeaders().set("ETag", "\"" + tag(file) + "\"");
    exchange.getResponseHeaders().set("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Long.toString(size));
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    exchange.sendResponseHeaders(range == null ? 200 : 206, end - from);
    try (var in = new RandomAccessFile(file.toFile(), "r");
        OutputStream out = exchange.getResponseBody()) {
      in.seek(from);
      byte[] buffer = new byte[1 << 18];
      for (long left = end - from; left > 0; ) {
        int got = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        out.write(buffer, 0, got);
        left -= got;
      }
    }
  }

  private static void list(HttpExchange exchange, Path bucket, String query) throws IOException {
    String prefix =
        Stream.of(query.split("&"))
            .filter(pair -> pair.startsWith("prefix="))
            .map(pair -> URLDecoder.decode(pair.substring(7), StandardCharsets.UTF_8))
            .findFirst()
            .orElse("");
    String items;
    try (Stream<Path> tree = Files.walk(bucket)) {
      items =
          tree.filter(Files::isRegularFile)
              .filter(file -> bucket.relativize(file).toString().startsWith(prefix))
              .map(file -> item(bucket, file))
              .collect(Collectors.joining());
    }
    String xml =
        """
        <?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">\
        <Name>%s</Name><Prefix>%s</Prefix><EncodingType>url</EncodingType><IsTruncated>false</IsTruncated>%s\
        </ListBucketResult>\
        """
            .formatted(BUCKET, prefix, items);
    byte[] body = xml.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  private static String item(Path bucket, Path file) {
    return "<Contents><Key>%s</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified><ETag>%s</ETag><Size>%d</Size></Contents>"
        .formatted(bucket.relativize(file), tag(file), file.toFile().length());
  }

  private static String tag(Path file) {
    return "%032x".formatted(file.toString().hashCode() & 0xffffffffL);
  }
}
