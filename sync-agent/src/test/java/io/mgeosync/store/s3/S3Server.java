package io.mgeosync.store.s3;

import io.mgeosync.store.PathStyle;
import io.mgeosync.store.S3Access;
import io.mgeosync.store.StorePlace.Bucket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.jspecify.annotations.Nullable;

/** An S3 server in this process, on loopback, with one bucket, {@link #BUCKET}, in a directory. */
final class S3Server implements AutoCloseable {
  static final String BUCKET = "models";
  static final String KEY_ID = "test-key-id";
  static final String SECRET = "test-secret-never-to-be-shown";

  private final S3Proxy proxy;

  private S3Server(S3Proxy proxy) {
    this.proxy = proxy;
  }

  static S3Server start(Path directory) throws Exception {
    S3Proxy proxy = builder(directory).endpoint(URI.create("http://127.0.0.1:0")).build();
    proxy.start();
    return new S3Server(proxy);
  }

  /** One that asks for no signature, for what stands before it and has no keys. */
  static S3Server startOpen(Path directory) throws Exception {
    S3Proxy proxy =
        unsigned(directory)
            .awsAuthentication(AuthenticationType.NONE, null, null)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .build();
    proxy.start();
    return new S3Server(proxy);
  }

  static S3Server startTls(Path directory, Path keyStore, String password) throws Exception {
    S3Proxy proxy =
        builder(directory)
            .secureEndpoint(URI.create("https://127.0.0.1:0"))
            .keyStore(keyStore.toString(), password)
            .build();
    proxy.start();
    return new S3Server(proxy);
  }

  private static S3Proxy.Builder builder(Path directory) throws Exception {
    return unsigned(directory).awsAuthentication(AuthenticationType.AWS_V4, KEY_ID, SECRET);
  }

  private static S3Proxy.Builder unsigned(Path directory) throws Exception {
    Files.createDirectories(directory.resolve(BUCKET));
    Properties properties = new Properties();
    properties.setProperty("jclouds.filesystem.basedir", directory.toString());
    return S3Proxy.builder().blobStore(BlobStores.create("filesystem-nio2", properties));
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + proxy.getPort());
  }

  URI secureEndpoint() {
    return URI.create("https://127.0.0.1:" + proxy.getSecurePort());
  }

  static Bucket bucket(URI endpoint, String url, @Nullable Path caFile) {
    return new Bucket(URI.create(url), new S3Access(endpoint, null, PathStyle.AUTO, caFile, null));
  }

  static S3Store open(Bucket bucket, AwsEnvironment environment) {
    return S3Store.open(bucket, Duration.ofSeconds(20), environment);
  }

  /** Only what is given here; nothing of the machine that runs the test. */
  static AwsEnvironment credentials() {
    return environment(Map.of("AWS_ACCESS_KEY_ID", KEY_ID, "AWS_SECRET_ACCESS_KEY", SECRET));
  }

  static AwsEnvironment environment(Map<String, String> variables) {
    return new AwsEnvironment(variables, Path.of("/nonexistent"));
  }

  S3Store open(String url) {
    return open(bucket(endpoint(), url, null), credentials());
  }

  @Override
  public void close() {
    try {
      proxy.stop();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
