package io.mgeosync.fetch;

import io.mgeosync.disk.Throttle;
import io.mgeosync.store.ByteRange;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.StoreReader;
import io.mgeosync.store.StoredObject;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A store whose bytes are read no faster than a pace lets them; requests are not limited. */
public final class LimitedReader implements StoreReader {
  private final StoreReader store;
  private final Throttle pace;

  /**
   * @param store closed with this
   */
  public LimitedReader(StoreReader store, Throttle pace) {
    this.store = store;
    this.pace = pace;
  }

  @Override
  public Optional<StoredObject> find(ObjectKey key) {
    return store.find(key);
  }

  @Override
  public List<StoredObject> list(ObjectKey folder) {
    return store.list(folder);
  }

  @Override
  public InputStream open(StoredObject object, ByteRange range) {
    return new Limited(store.open(object, range), pace);
  }

  @Override
  public void distrust(StoredObject object) {
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

  private static final class Limited extends FilterInputStream {
    private final Throttle pace;

    Limited(InputStream in, Throttle pace) {
      super(in);
      this.pace = pace;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
      int got = in.read(buffer, offset, pace.slice(count));
      if (got > 0) {
        pay(got);
      }
      return got;
    }

    private void pay(int bytes) throws IOException {
      try {
        pace.take(bytes);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while keeping to the pace");
      }
    }
  }
}
