package io.mgeosync.store.open;

import io.mgeosync.store.PathStyle;
import io.mgeosync.store.RetrySettings;
import io.mgeosync.store.StoreDecorators;
import io.mgeosync.store.StoreMetrics;
import io.mgeosync.store.StoreReader;
import io.mgeosync.store.StoreSettings;
import io.mgeosync.store.chain.Mirror;
import io.mgeosync.store.dir.DirectoryStore;
import io.mgeosync.store.http.HttpStore;
import io.mgeosync.store.http.HttpStoreSettings;
import io.mgeosync.store.s3.S3Store;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** From URLs to mirrors, each measured under its own location. */
final class Mirrors {
  /** The next source is better than a second attempt, but for a connection that just went stale. */
  private static final RetrySettings ONCE_MORE =
      new RetrySettings(2, Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofSeconds(40));

  private Mirrors() {}

  static List<Mirror> open(List<URI> urls, StoreSettings origin, StoreMetrics metrics) {
    return urls.stream().map(url -> open(url, origin, metrics)).toList();
  }

  private static Mirror open(URI url, StoreSettings origin, StoreMetrics metrics) {
    String scheme = String.valueOf(url.getScheme());
    StoreReader bare =
        scheme.equals("http") || scheme.equals("https")
            ? HttpStore.open(new HttpStoreSettings(url, origin.caFile(), origin.timeout()))
            : bare(settings(url, origin));
    String name = bare.location();
    return new Mirror(name, StoreDecorators.wrapReader(bare, ONCE_MORE, metrics.forSource(name)));
  }

  private static StoreSettings settings(URI url, StoreSettings origin) {
    return "file".equals(url.getScheme())
        ? new StoreSettings(url, null, null, PathStyle.AUTO, null, null, origin.timeout())
        : new StoreSettings(
            url,
            origin.endpoint(),
            origin.region(),
            origin.pathStyle(),
            origin.caFile(),
            origin.profile(),
            origin.timeout());
  }

  static StoreReader reader(StoreSettings settings, RetrySettings retries, StoreMetrics metrics) {
    return StoreDecorators.wrapReader(bare(settings), retries, metrics);
  }

  private static StoreReader bare(StoreSettings settings) {
    return settings.isDirectory()
        ? DirectoryStore.forReading(settings.directory(), settings.timeout())
        : S3Store.open(settings);
  }
}
