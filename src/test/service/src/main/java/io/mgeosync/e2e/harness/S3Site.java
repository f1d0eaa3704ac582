package io.mgeosync.e2e.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A whole site over S3: the server, a line to it that can be slowed and cut, the packaged program
 * and one node. The publisher talks to the server directly; only the node uses the line.
 */
public final class S3Site implements AutoCloseable {
  private static final String STORE = "s3://" + S3Server.BUCKET + "/bundles";

  private final Path scratch;
  private final S3Server server;
  private final ThrottlingProxy line;
  private final Cli publisher;
  private final Node node;

  private S3Site(Path scratch) throws IOException {
    this.scratch = scratch;
    server = S3Server.start(scratch);
    line = new ThrottlingProxy(server.port());
    Path logs = Files.createDirectories(scratch.resolve("logs"));
    publisher = new Cli(logs, environment(server.port(), server.credentials()));
    node = new Node(scratch.resolve("node"), nodeCli(server.credentials()), storeOfNode(STORE));
  }

  public static S3Site open() throws IOException {
    return new S3Site(Scratch.create());
  }

  private static Map<String, String> environment(int port, Map<String, String> credentials) {
    var environment = new HashMap<>(credentials);
    environment.put("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + port);
    return environment;
  }

  /** The program as the node runs it, with credentials of the caller's choice. */
  public Cli nodeCli(Map<String, String> credentials) throws IOException {
    return new Cli(Files.createDirectories(scratch.resolve("logs")), credentials);
  }

  /** The value of {@code store:} for this node: a store behind the line. */
  public String storeOfNode(String url) {
    return "{url: \"%s\", endpoint: \"http://127.0.0.1:%d\", region: us-east-1, path-style: true, timeout: 5s}"
        .formatted(url, line.port());
  }

  public String store() {
    return STORE;
  }

  public S3Server server() {
    return server;
  }

  public ThrottlingProxy line() {
    return line;
  }

  public Node node() {
    return node;
  }

  public Cli publisher() {
    return publisher;
  }

  public Path scratch() {
    return scratch;
  }

  /** Publishes a model directory and makes it the desired version. */
  public void release(Path directory, String version) throws IOException {
    publish(directory, version);
    promote(version);
  }

  public void publish(Path directory, String version) throws IOException {
    publisher.succeed(
        "publish",
        directory.toString(),
        "--store",
        STORE,
        "--bundle",
        Bundles.NAME,
        "--version",
        version);
  }

  public void promote(String version) throws IOException {
    publisher.succeed(
        "promote",
        "--store",
        STORE,
        "--channel",
        "production",
        "--create",
        "--bundle",
        Bundles.NAME,
        "--version",
        version);
  }

  @Override
  public void close() throws IOException {
    node.close();
    line.close();
    server.close();
    Scratch.delete(scratch);
  }
}
