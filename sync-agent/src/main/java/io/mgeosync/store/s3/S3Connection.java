package io.mgeosync.store.s3;

import io.mgeosync.manifest.Refusal.Kind;
import io.mgeosync.store.PathStyle;
import io.mgeosync.store.S3Access;
import io.mgeosync.store.StoreException;
import io.mgeosync.store.TrustedAuthorities;
import io.minio.MinioAsyncClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/** Makes the SDK's client out of settings and environment. */
record S3Connection(MinioAsyncClient client, ServerClock clock, String server) {
  private static final int MAX_REQUESTS = 128;
  private static final int IDLE_CONNECTIONS = 64;
  private static final Duration MAX_CONNECT = Duration.ofSeconds(10);
  private static final String DEFAULT_REGION = "us-east-1";

  /** It warns on standard error of answers that it does understand; held, or it is collected. */
  private static final Logger SDK = Logger.getLogger("io.minio");

  static {
    SDK.setLevel(Level.OFF);
  }

  static S3Connection open(S3Access access, Duration timeout, AwsEnvironment environment) {
    String region = environment.region(access).orElse(DEFAULT_REGION);
    URI endpoint = environment.endpoint(access).orElseGet(() -> amazon(region));
    requireHttp(endpoint);
    ServerClock clock = new ServerClock();
    OkHttpClient.Builder http = http(timeout, clock);
    secure(http, endpoint, environment.caBundle(access));
    try {
      MinioAsyncClient client =
          MinioAsyncClient.builder()
              .endpoint(endpoint.toString())
              .region(region)
              .credentialsProvider(AwsCredentials.choose(access, environment))
              .httpClient(http.build(), true)
              .build();
      applyStyle(client, access.pathStyle());
      return new S3Connection(client, clock, endpoint.getAuthority());
    } catch (IllegalArgumentException e) {
      throw unusable(String.valueOf(e.getMessage()), e);
    }
  }

  private static void requireHttp(URI endpoint) {
    String scheme = String.valueOf(endpoint.getScheme());
    if (!(scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))
        || endpoint.getAuthority() == null) {
      throw unusable(endpoint + " is no http or https address", null);
    }
  }

  private static StoreException unusable(String why, @Nullable Throwable cause) {
    return new StoreException(
        Kind.CONFIGURATION,
        "the S3 endpoint cannot be used as written: " + why,
        "write it as https://host or http://host:port, without a path",
        cause);
  }

  private static URI amazon(String region) {
    String suffix = region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
    return URI.create("https://s3." + region + suffix);
  }

  private static void applyStyle(MinioAsyncClient client, PathStyle style) {
    switch (style) {
      case PATH -> client.disableVirtualStyleEndpoint();
      case VIRTUAL -> client.enableVirtualStyleEndpoint();
      case AUTO -> {}
    }
  }

  /**
   * Redirects are not followed: a signed request is good for one host only, and the redirect names
   * the wrong region. Retrying is the decorator's.
   */
  private static OkHttpClient.Builder http(Duration timeout, ServerClock clock) {
    return new OkHttpClient.Builder()
        .protocols(List.of(Protocol.HTTP_1_1))
        .socketFactory(new BufferedSockets(timeout))
        .connectTimeout(timeout.compareTo(MAX_CONNECT) < 0 ? timeout : MAX_CONNECT)
        .readTimeout(Duration.ZERO)
        .writeTimeout(timeout)
        .followRedirects(false)
        .followSslRedirects(false)
        .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, 5, TimeUnit.MINUTES))
        .dispatcher(dispatcher())
        .addInterceptor(new BusyAnswers())
        .addInterceptor(new PageAnswers())
        .addInterceptor(clock)
        .addInterceptor(new BoundedAnswers(timeout));
  }

  private static void secure(OkHttpClient.Builder http, URI endpoint, Optional<Path> caBundle) {
    if (endpoint.getScheme().equalsIgnoreCase("http")) {
      // Otherwise it reads every trusted certificate of the system, for nothing.
      http.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
    } else {
      caBundle.ifPresent(file -> trust(http, file));
    }
  }

  private static void trust(OkHttpClient.Builder builder, Path caFile) {
    X509TrustManager trust = TrustedAuthorities.with(caFile);
    builder.sslSocketFactory(TrustedAuthorities.context(trust).getSocketFactory(), trust);
  }

  /** The client's own bound of five requests to one host would be the bound of a download. */
  private static Dispatcher dispatcher() {
    ExecutorService threads =
        Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("s3-", 0).factory());
    Dispatcher dispatcher = new Dispatcher(threads);
    dispatcher.setMaxRequests(MAX_REQUESTS);
    dispatcher.setMaxRequestsPerHost(MAX_REQUESTS);
    return dispatcher;
  }

  void close() {
    client.close();
  }
}
