package io.mgeosync.e2e.bench;

import io.mgeosync.e2e.harness.Cli;
import io.mgeosync.e2e.harness.S3Server;
import io.mgeosync.e2e.harness.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One S3 server in memory with every version published. Its bucket is a directory, and that is the
 * directory store too: both kinds of store hold the same files.
 */
final class Site implements AutoCloseable {
  static final String BUNDLE = "bench";
  static final String CHANNEL = "bench";
  private static final String PREFIX = S3Server.BUCKET + "/bundles";

  private final Path memory;
  private final S3Server server;
  private final Timed timed;
  private final Map<Version, Made> made = new EnumMap<>(Version.class);
  private @Nullable Version promoted;

  /** What a published version was made from. */
  private record Made(TreeDigest digest, long size) {}

  /**
   * @param memory an existing directory in memory-backed storage, for everything
   * @param limit how long one command may take
   */
  Site(Path memory, Duration limit) throws IOException {
    this.memory = memory;
    this.server = S3Server.start(memory);
    this.timed = new Timed(Files.createDirectories(memory.resolve("logs")), limit);
  }

  /** Makes and publishes these versions; what they were made from is deleted again. */
  void publish(Tree tree, Set<Version> versions) throws IOException {
    for (Version version : versions) {
      Path source = memory.resolve("source");
      version.write(tree, source);
      made.put(version, new Made(TreeDigest.of(source), size(source)));
      timed.run(publisher(), publishCommand(source, version));
      Scratch.delete(source);
    }
  }

  private static List<String> publishCommand(Path source, Version version) throws IOException {
    return List.of(
        program(),
        "publish",
        source.toString(),
        "--store",
        s3Url(),
        "--bundle",
        BUNDLE,
        "--version",
        version.label());
  }

  /** Makes the channel want a version; costs nothing if it does already. */
  void promote(Version version) throws IOException {
    if (version != promoted) {
      timed.run(
          publisher(),
          List.of(
              program(),
              "promote",
              "--store",
              s3Url(),
              "--channel",
              CHANNEL,
              "--create",
              "--bundle",
              BUNDLE,
              "--version",
              version.label()));
      promoted = version;
    }
  }

  private Map<String, String> publisher() {
    return s3Environment(server.port());
  }

  /** The launcher of the packaged program. */
  static String program() {
    return Cli.program().toString();
  }

  static String s3Url() {
    return "s3://" + PREFIX;
  }

  /** The directory store. */
  String directoryUrl() {
    return server.object("bundles").toUri().toString();
  }

  /** Where a version's files lie in the directory store. */
  Path published(Version version) {
    return server.object("bundles/" + BUNDLE + "/" + version.label());
  }

  /** Bucket and key prefix of a version. */
  static String s3Path(Version version) {
    return PREFIX + "/" + BUNDLE + "/" + version.label();
  }

  /** What AWS clients need to talk to the server through this port. */
  Map<String, String> s3Environment(int port) {
    var environment = new HashMap<>(server.credentials());
    environment.put("AWS_ENDPOINT_URL_S3", endpoint(port));
    return environment;
  }

  static String endpoint(int port) {
    return "http://127.0.0.1:" + port;
  }

  int port() {
    return server.port();
  }

  LiveProcess serverProcess() {
    return new LiveProcess(server.pid());
  }

  Timed timed() {
    return timed;
  }

  Path memory() {
    return memory;
  }

  TreeDigest digest(Version version) {
    return made(version).digest();
  }

  /** Bytes of a version's files, without what publishing adds. */
  long size(Version version) {
    return made(version).size();
  }

  private Made made(Version version) {
    return Objects.requireNonNull(made.get(version), version + " was not published");
  }

  private static long size(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
