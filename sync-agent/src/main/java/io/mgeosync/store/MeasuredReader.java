package io.mgeosync.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Counts and times each request. */
class MeasuredReader implements StoreReader {
  private final StoreReader store;
  private final StoreMetrics metrics;

  MeasuredReader(StoreReader store, StoreMetrics metrics) {
    this.store = store;
    this.metrics = metrics;
  }

  @Override
  public Optional<StoredObject> find(ObjectKey key) {
    return metrics.measure("find", () -> store.find(key));
  }

  @Override
  public List<StoredObject> list(ObjectKey folder) {
    return metrics.measure("list", () -> store.list(folder));
  }

  @Override
  public InputStream open(StoredObject object, ByteRange range) {
    return new Counted(metrics.measure("open", () -> store.open(object, range)), metrics);
  }

  @Override
  public void distrust(StoredObject object) {
    metrics.distrusted();
    store.distrust(object);
  }

  @Override
  public void tooSlow(StoredObject object) {
    store.tooSlow(object);
  }

  @Override
  public Optional<Instant> storeTime() {
    return store.storeTime();
  }

  @Override
  public String location() {
    return store.location();
  }

  @Override
  public void close() {
    store.close();
  }

  private static final class Counted extends FilterInputStream {
    private final StoreMetrics metrics;

    Counted(InputStream in, StoreMetrics metrics) {
      super(in);
      this.metrics = metrics;
    }

    @Override
    public int read() throws IOException {
      int got = super.read();
      metrics.read(got < 0 ? 0 : 1);
      return got;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
      int got = super.read(buffer, offset, count);
      metrics.read(Math.max(got, 0));
      return got;
    }
  }
}
