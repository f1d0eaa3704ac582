package io.mgeosync.fetch;

import io.mgeosync.store.ByteRange;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.StoreReader;
import io.mgeosync.store.StoredObject;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody replaces an object just before its fourth range is read. */
final class ReplacingStore extends ForwardingReader {
  private final Runnable replacement;
  private final ObjectKey key;
  private final AtomicInteger opened = new AtomicInteger();

  ReplacingStore(StoreReader store, Runnable replacement, ObjectKey key) {
    super(store);
    this.replacement = replacement;
    this.key = key;
  }

  @Override
  public InputStream open(StoredObject object, ByteRange range) {
    if (object.key().equals(key) && opened.incrementAndGet() == 4) {
      replacement.run();
    }
    return super.open(object, range);
  }
}
