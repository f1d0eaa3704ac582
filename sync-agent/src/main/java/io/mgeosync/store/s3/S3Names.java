package io.mgeosync.store.s3;

import io.mgeosync.store.ObjectKey;
import java.util.Optional;

/**
 * Between keys and the names in a bucket.
 *
 * @param prefix without slashes at its ends; empty for the bucket's root
 */
record S3Names(String bucket, String prefix) {

  String nameOf(ObjectKey key) {
    return base() + key;
  }

  /** Empty for a name that is no key of this store. */
  Optional<ObjectKey> keyOf(String name) {
    if (!name.startsWith(base())) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ObjectKey(name.substring(base().length())));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  String location() {
    return "s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
  }

  private String base() {
    return prefix.isEmpty() ? "" : prefix + "/";
  }
}
