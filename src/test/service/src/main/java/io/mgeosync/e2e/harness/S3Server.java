package io.mgeosync.e2e.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;

/**
 * An S3 server in a JVM of its own, with one bucket; its objects are files that a test may alter.
 */
public final class S3Server implements AutoCloseable {
  public static final String BUCKET = "models";

  private static final String ACCESS_KEY = "test-access-key";
  private static final String SECRET_KEY = "test-secret-key";

  private final Path directory;
  private final int port;
  private final Path log;
  private Child process;

  private S3Server(Path directory, int port, Path log) throws IOException {
    this.directory = directory;
    this.port = port;
    this.log = log;
    this.process = launch();
  }

  /** Starts a server that keeps its buckets and its log in {@code scratch}. */
  public static S3Server start(Path scratch) throws IOException {
    Path directory = Files.createDirectories(scratch.resolve("s3"));
    // A directory that others may read would be a bucket that needs no credentials.
    Files.createDirectory(
        directory.resolve(BUCKET),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    return new S3Server(directory, Ports.free(), scratch.resolve("s3.log"));
  }

  private Child launch() throws IOException {
    Child started =
        Child.startJava(
            log,
            S3Main.class.getName(),
            directory.toString(),
            Integer.toString(port),
            ACCESS_KEY,
            SECRET_KEY);
    Await.until("the S3 server listens", Duration.ofSeconds(30), this::listens);
    return started;
  }

  private boolean listens() throws IOException {
    new Socket(InetAddress.getLoopbackAddress(), port).close();
    return true;
  }

  /** Brings a killed server back on the same port with the same objects. */
  public void restart() throws IOException {
    process = launch();
  }

  /** kill -9. */
  public void kill() {
    process.kill();
  }

  /** Of its process, as it runs now. */
  public long pid() {
    return process.pid();
  }

  public int port() {
    return port;
  }

  /** The credentials as every AWS client reads them from its environment. */
  public Map<String, String> credentials() {
    return credentials(SECRET_KEY);
  }

  /** The same account with a secret of the caller's choice. */
  public Map<String, String> credentials(String secretKey) {
    return Map.of(
        "AWS_ACCESS_KEY_ID", ACCESS_KEY,
        "AWS_SECRET_ACCESS_KEY", secretKey,
        "AWS_REGION", "us-east-1");
  }

  /** The file that holds an object. */
  public Path object(String key) {
    return directory.resolve(BUCKET).resolve(key);
  }

  @Override
  public void close() {
    process.close();
  }
}
