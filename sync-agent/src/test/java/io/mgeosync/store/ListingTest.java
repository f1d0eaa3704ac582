package io.mgeosync.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mgeosync.manifest.Refusal.Kind;
import org.junit.jupiter.api.Test;

final class ListingTest {
  private final Listing listing = new Listing(new ObjectKey("m/v1"), "s3://models");

  @Test
  void moreObjectsThanAnyBundleHasAreRefusedInOneLine() {
    StoredObject object = new StoredObject(new ObjectKey("m/v1/x"), 1, "e");
    for (int i = 0; i < Listing.OBJECTS_AT_MOST; i++) {
      listing.add(object);
    }
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> listing.add(object))
        .withMessageStartingWith("m/v1 in s3://models holds more than 250000 objects")
        .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Kind.MISMATCH));
  }
}
