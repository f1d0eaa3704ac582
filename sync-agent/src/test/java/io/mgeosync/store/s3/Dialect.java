package io.mgeosync.store.s3;

import static io.mgeosync.store.Store.Capability.ATOMIC_IF_ABSENT;
import static io.mgeosync.store.Store.Capability.ATOMIC_IF_UNCHANGED;

import io.mgeosync.store.Store.Capability;
import java.util.Set;

/** How S3 servers of the field differ, as {@link DialectServer} plays them. */
enum Dialect {
  /** Amazon, MinIO of today, S3Mock. */
  STANDARD(ATOMIC_IF_ABSENT, ATOMIC_IF_UNCHANGED),

  /**
   * Ceph RGW 16: 412 to a tag in quotes, 200 to the same tag without; what it answers to the end of
   * an upload in parts is not what the SDK reads a tag from.
   */
  CEPH(ATOMIC_IF_ABSENT, ATOMIC_IF_UNCHANGED),

  /** OpenStack Swift's s3api: 501 to every write with a condition. */
  SWIFT,

  /** MinIO of 2019: conditions on writes are not looked at. */
  IGNORANT,

  /** 412 to If-Match however the tag is written. */
  STUBBORN(ATOMIC_IF_ABSENT),

  /** A bucket that keeps every version. */
  VERSIONED(ATOMIC_IF_ABSENT, ATOMIC_IF_UNCHANGED),

  /** The same on a server that does not look at conditions. */
  VERSIONED_IGNORANT,

  /** A proxy that lets no HEAD through. */
  HEADLESS(ATOMIC_IF_ABSENT, ATOMIC_IF_UNCHANGED);

  @SuppressWarnings("ImmutableEnumChecker") // what Set.of makes never changes
  private final Set<Capability> capabilities;

  Dialect(Capability... capabilities) {
    this.capabilities = Set.of(capabilities);
  }

  /** What a store must have learnt to promise after a write of each kind. */
  Set<Capability> capabilities() {
    return capabilities;
  }

  boolean keepsVersions() {
    return this == VERSIONED || this == VERSIONED_IGNORANT;
  }

  boolean looksAtConditions() {
    return this != IGNORANT && this != VERSIONED_IGNORANT;
  }
}
