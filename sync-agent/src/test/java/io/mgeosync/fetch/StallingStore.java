package io.mgeosync.fetch;

import io.mgeosync.store.ByteRange;
import io.mgeosync.store.StoreReader;
import io.mgeosync.store.StoreUnavailableException;
import io.mgeosync.store.StoredObject;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives a number of streams and then hangs, saying so. */
final class StallingStore extends ForwardingReader {
  private final int streams;
  private final CountDownLatch stalled;
  private final CountDownLatch until;
  private final AtomicInteger opened = new AtomicInteger();

  StallingStore(StoreReader store, int streams, CountDownLatch stalled, CountDownLatch until) {
    super(store);
    this.streams = streams;
    this.stalled = stalled;
    this.until = until;
  }

  @Override
  public InputStream open(StoredObject object, ByteRange range) {
    if (opened.incrementAndGet() > streams) {
      stalled.countDown();
      try {
        until.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StoreUnavailableException("interrupted", "try again", e);
      }
    }
    return super.open(object, range);
  }
}
