package io.mgeosync.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.mgeosync.base.Bandwidth;
import io.mgeosync.base.InvalidValueException;
import io.mgeosync.base.Urls;
import io.mgeosync.settings.Between;
import io.mgeosync.settings.Default;
import io.mgeosync.settings.TextReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the store is and how it is read. Parts that do not fit together are refused with an {@link
 * InvalidValueException}.
 *
 * @param timeout for one call to the store
 * @param mirrors of the store, the nearest first; asked before it, never believed
 * @param bandwidth for all that a node reads from the store and its mirrors
 * @param connections of one fetch at a time, 1 to 64
 */
public record StoreSettings(
    StorePlace place, Duration timeout, List<URI> mirrors, Bandwidth bandwidth, int connections) {
  private static final int MAX_CONNECTIONS = 64;
  private static final int CONNECTIONS = 4;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  public StoreSettings {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new InvalidValueException("the timeout must be longer than nothing", "write e.g. 30s");
    }
    if (connections < 1 || connections > MAX_CONNECTIONS) {
      throw new InvalidValueException(
          "a fetch has 1 to %d connections".formatted(MAX_CONNECTIONS), "write e.g. 4");
    }
    mirrors = List.copyOf(mirrors);
    requireOthers(place.url(), mirrors);
  }

  private static void requireOthers(URI url, List<URI> mirrors) {
    if (mirrors.contains(url) || Set.copyOf(mirrors).size() < mirrors.size()) {
      throw new InvalidValueException(
          "a mirror stands here twice, or is the store itself", "keep each address once");
    }
  }

  /** A store without mirrors and limits. */
  public StoreSettings(StorePlace place, Duration timeout) {
    this(place, timeout, List.of(), Bandwidth.UNLIMITED, CONNECTIONS);
  }

  /** A store known by its place alone, everything else at its default. */
  public static StoreSettings at(StorePlace place) {
    return new StoreSettings(place, TIMEOUT);
  }

  /**
   * A store known by its URL alone, everything else at its default.
   *
   * @throws InvalidValueException when the URL names no store
   */
  public static StoreSettings ofUrl(String url) {
    return at(StorePlace.ofUrl(url));
  }

  /** From the keys of the section. */
  @JsonCreator
  static StoreSettings ofKeys(
      @JsonProperty("url") @JsonDeserialize(using = Whole.class) URI url,
      @JsonProperty("endpoint") @Nullable URI endpoint,
      @JsonProperty("region") @Nullable String region,
      @JsonProperty("path-style") @Default("auto") PathStyle pathStyle,
      @JsonProperty("ca-file") @Nullable Path caFile,
      @JsonProperty("profile") @Nullable String profile,
      @JsonProperty("timeout") @Default("30s") Duration timeout,
      @JsonProperty("mirrors") @JsonDeserialize(contentUsing = Mirror.class) @Default({})
          List<URI> mirrors,
      @JsonProperty("bandwidth") @Default("off") Bandwidth bandwidth,
      @JsonProperty("connections") @Default("4") @Between(least = 1, most = MAX_CONNECTIONS)
          int connections) {
    var access = new S3Access(endpoint, region, pathStyle, caFile, profile);
    return new StoreSettings(StorePlace.of(url, access), timeout, mirrors, bandwidth, connections);
  }

  /** A mirror may also be a plain HTTP(S) cache, which needs no credentials and no query. */
  private static URI mirror(String text) {
    if (!text.startsWith("http://") && !text.startsWith("https://")) {
      return StorePlace.ofUrl(text).url();
    }
    URI url = Urls.http(text);
    if (url.getRawQuery() != null) {
      throw new InvalidValueException(
          "a mirror's URL has no ? part", "remove it; a mirror is read without credentials");
    }
    return url;
  }

  static final class Whole extends TextReader<URI> {
    Whole() {
      super(text -> StorePlace.ofUrl(text).url());
    }
  }

  static final class Mirror extends TextReader<URI> {
    Mirror() {
      super(StoreSettings::mirror);
    }
  }
}
