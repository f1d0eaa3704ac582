package io.mgeosync.store.s3;

import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.store.ByteRange;
import io.mgeosync.store.Content;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.Precondition;
import io.mgeosync.store.Store;
import io.mgeosync.store.StorePlace.Bucket;
import io.mgeosync.store.StoredObject;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A bucket, or a prefix in one, as a store. Tags are ETags. {@link #capabilities} holds what the
 * server has proven so far, nothing before the first conditional write.
 *
 * <p>Credentials, region, endpoint and certificate authorities come from the settings, else from
 * the environment variables and profile files that the AWS tools read.
 */
public final class S3Store implements Store {
  private final S3Connection connection;
  private final S3Names names;
  private final S3Reads reads;
  private final S3Writes writes;

  private S3Store(S3Connection connection, Bucket bucket, Duration timeout) {
    this.connection = connection;
    this.names = new S3Names(bucket.name(), bucket.prefix());
    S3Failures failures = new S3Failures(names.bucket(), names.location(), connection.server());
    S3Calls calls = new S3Calls(failures, timeout);
    S3Uploads uploads = new S3Uploads(connection.client(), calls, names);
    this.reads = new S3Reads(connection.client(), calls, names);
    this.writes = new S3Writes(reads, uploads, calls, names);
  }

  /**
   * Connects to nothing yet.
   *
   * @param timeout for one call
   */
  public static S3Store open(Bucket bucket, Duration timeout) {
    return open(bucket, timeout, AwsEnvironment.ofProcess());
  }

  static S3Store open(Bucket bucket, Duration timeout, AwsEnvironment environment) {
    return new S3Store(S3Connection.open(bucket.access(), timeout, environment), bucket, timeout);
  }

  @Override
  public Optional<StoredObject> find(ObjectKey key) {
    return reads.find(key);
  }

  @Override
  public List<StoredObject> list(ObjectKey folder) {
    return reads.list(folder);
  }

  @Override
  public InputStream open(StoredObject object, ByteRange range) {
    return reads.open(object, range);
  }

  @Override
  public StoredObject put(ObjectKey key, Content content, Precondition precondition) {
    return writes.put(key, content, precondition);
  }

  @Override
  public Set<Capability> capabilities() {
    return writes.capabilities();
  }

  @Override
  public Set<Capability> lacking() {
    return writes.lacking();
  }

  @Override
  public void learnPreconditions(ObjectKey scratch) {
    writes.learnPreconditions(scratch);
  }

  /** By what was recorded with the object when it was written: one request, none of its bytes. */
  @Override
  public boolean holds(StoredObject object, Digest sha256) {
    return reads.recordedSha256(object).filter(sha256.hex()::equals).isPresent();
  }

  @Override
  public Optional<Instant> storeTime() {
    return connection.clock().time();
  }

  @Override
  public String location() {
    return names.location();
  }

  @Override
  public void close() {
    connection.close();
  }
}
