package io.mgeosync.store.open;

import io.mgeosync.store.MinimumPace;
import io.mgeosync.store.RetrySettings;
import io.mgeosync.store.S3Access;
import io.mgeosync.store.StoreDecorators;
import io.mgeosync.store.StoreMetrics;
import io.mgeosync.store.StorePlace;
import io.mgeosync.store.StorePlace.Bucket;
import io.mgeosync.store.StorePlace.Directory;
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
    S3Access access = origin.place().access();
    StoreReader bare =
        switch (String.valueOf(url.getScheme())) {
          case "http", "https" ->
              HttpStore.open(new HttpStoreSettings(url, access.caFile(), origin.timeout()));
          case "file" -> bare(new Directory(url), origin.timeout());
          default -> bare(new Bucket(url, access), origin.timeout());
        };
    String name = bare.location();
    return new Mirror(
        name,
        StoreDecorators.wrapReader(
            bare, ONCE_MORE, MinimumPace.ofMirror(origin.timeout()), metrics.forSource(name)));
  }

  static StoreReader reader(StoreSettings settings, RetrySettings retries, StoreMetrics metrics) {
    return StoreDecorators.wrapReader(
        bare(settings.place(), settings.timeout()),
        retries,
        MinimumPace.ofStore(settings.timeout()),
        metrics);
  }

  private static StoreReader bare(StorePlace place, Duration timeout) {
    return switch (place) {
      case Directory directory -> DirectoryStore.forReading(directory.path(), timeout);
      case Bucket bucket -> S3Store.open(bucket, timeout);
    };
  }
}
