package io.mgeosync.store;

import io.mgeosync.base.InvalidValueException;
import io.mgeosync.base.Urls;
import java.net.URI;
import java.util.Objects;

/** Reads a store's URL as people write it, and says in words what is wrong with the others. */
final class StoreUrl {
  private StoreUrl() {}

  static URI parse(String text) {
    Urls.refusePassword(text);
    if (text.startsWith("/")) {
      throw new InvalidValueException(
          "a store is named by a URL, not by a path", "write file://" + text);
    }
    URI url = Urls.parse(text);
    return switch (Objects.requireNonNullElse(url.getScheme(), "")) {
      case "file", "s3" -> url;
      case "http", "https" ->
          throw new InvalidValueException(
              "an S3 server's address is not a store",
              "write s3://bucket/prefix here and the address as the store's endpoint"
                  + " (AWS_ENDPOINT_URL on the command line)");
      default -> throw notAStore();
    };
  }

  static InvalidValueException notAStore() {
    return new InvalidValueException(
        "this names no store", "write file:///absolute/path or s3://bucket/prefix");
  }
}
