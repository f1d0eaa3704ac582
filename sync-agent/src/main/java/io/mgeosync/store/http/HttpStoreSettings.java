package io.mgeosync.store.http;

import io.mgeosync.manifest.Refusal.Kind;
import io.mgeosync.store.StoreException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a store is reached over plain HTTP(S).
 *
 * @param base what stands before every key, e.g. {@code https://rack-cache:8080/models}; a slash at
 *     its end does not matter
 * @param caFile PEM certificates to trust beside the system's
 * @param timeout for one request until its answer begins, and for each read of the answer
 */
public record HttpStoreSettings(URI base, @Nullable Path caFile, Duration timeout) {
  private static final Set<String> SCHEMES = Set.of("http", "https");

  /**
   * @throws StoreException (CONFIGURATION) when the URL cannot be used
   */
  public HttpStoreSettings {
    if (base.getRawUserInfo() != null) {
      throw unusable("carries a user name or a password", "remove the part before @");
    }
    if (!SCHEMES.contains(String.valueOf(base.getScheme())) || base.getHost() == null) {
      throw unusable(
          "is not http or https with a host", "write e.g. http://rack-cache:8080/models");
    }
    if (base.getRawQuery() != null || base.getRawFragment() != null) {
      // Never quoted: a query may be a signature.
      throw unusable("has a ? or a # part", "remove it; a mirror is read without credentials");
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("a timeout takes time");
    }
    base = URI.create(base.toString().replaceAll("/+$", ""));
  }

  private static StoreException unusable(String problem, String remedy) {
    return new StoreException(
        Kind.CONFIGURATION, "the URL of an HTTP mirror " + problem, remedy, null);
  }
}
