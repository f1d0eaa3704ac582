package io.mgeosync.store;

import io.mgeosync.manifest.digest.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A store in memory: the reference for the contract, and what other tests stand on. */
public final class InMemoryStore implements Store {
  @SuppressWarnings("ArrayRecordComponent") // never compared, never let out
  private record Entry(StoredObject object, byte[] bytes) {}

  private final TreeMap<ObjectKey, Entry> entries = new TreeMap<>();
  private int writes;

  @Override
  public synchronized Optional<StoredObject> find(ObjectKey key) {
    return Optional.ofNullable(entries.get(key)).map(Entry::object);
  }

  @Override
  public synchronized List<StoredObject> list(ObjectKey folder) {
    return entries.values().stream()
        .map(Entry::object)
        .filter(object -> object.key().value().startsWith(folder + "/"))
        .toList();
  }

  @Override
  public synchronized InputStream open(StoredObject object, ByteRange range) {
    Entry entry = entries.get(object.key());
    if (entry == null) {
      throw new ObjectMissingException(object.key(), location());
    }
    if (!entry.object().equals(object)) {
      throw new ObjectChangedException(object.key(), location());
    }
    byte[] bytes = entry.bytes();
    int from = (int) Math.min(range.offset(), bytes.length);
    int count = (int) Math.min(range.length(), bytes.length - from);
    return new ExactInputStream(
        new ByteArrayInputStream(bytes, from, count), range.length(), object.key().value());
  }

  @Override
  public synchronized StoredObject put(ObjectKey key, Content content, Precondition precondition) {
    check(key, precondition);
    byte[] bytes = read(content);
    StoredObject object = new StoredObject(key, bytes.length, "w" + ++writes);
    entries.put(key, new Entry(object, bytes));
    return object;
  }

  private void check(ObjectKey key, Precondition precondition) {
    Optional<StoredObject> now = find(key);
    boolean holds =
        switch (precondition) {
          case Precondition.None() -> true;
          case Precondition.Absent() -> now.isEmpty();
          case Precondition.Unchanged(StoredObject expected) -> now.equals(Optional.of(expected));
        };
    if (!holds) {
      throw new PreconditionFailedException(key, location());
    }
  }

  private static byte[] read(Content content) {
    try (InputStream in = content.opener().open()) {
      return new ExactInputStream(in, content.size(), "the content").readAllBytes();
    } catch (IOException e) {
      throw new ContentUnreadableException(e);
    }
  }

  /** For tests: changes stored bytes behind everybody's back; the tag stays. */
  public synchronized void tamper(ObjectKey key, byte[] bytes) {
    Entry entry = entries.get(key);
    if (entry == null) {
      throw new AssertionError("nothing to tamper with: " + key);
    }
    StoredObject object = new StoredObject(key, bytes.length, entry.object().tag());
    entries.put(key, new Entry(object, bytes.clone()));
  }

  /** For tests: as if somebody had deleted it. */
  public synchronized void remove(ObjectKey key) {
    entries.remove(key);
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  public Set<Capability> lacking() {
    return Set.of();
  }

  @Override
  public synchronized boolean holds(StoredObject object, Digest sha256) {
    Entry entry = entries.get(object.key());
    return entry != null
        && entry.object().equals(object)
        && Digest.sha256Of(entry.bytes()).equals(sha256);
  }

  @Override
  public String location() {
    return "memory:";
  }

  @Override
  public void close() {}
}
