package io.mgeosync.store;

import io.mgeosync.manifest.digest.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A store that misbehaves on order. Faults are added before use and are tried in that order; the
 * first that matches a call strikes.
 */
public final class FaultyStore implements Store {
  /** Which method was called, on what, and as the how-manyth call of all (from 1). */
  public record Call(String operation, ObjectKey key, int number) {}

  private record Fault(Predicate<Call> when, Effect effect) {}

  /** What happens in the place of a call, or to the stream that it returns. */
  private sealed interface Effect {
    record Fail(Supplier<? extends RuntimeException> failure) implements Effect {}

    record Bend(Bender bender) implements Effect {}

    record Stall(CountDownLatch until) implements Effect {}
  }

  @FunctionalInterface
  private interface Bender {
    InputStream bend(InputStream in);
  }

  private final Store store;
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicReference<List<Fault>> faults = new AtomicReference<>(List.of());

  public FaultyStore(Store store) {
    this.store = store;
  }

  /** The n-th call of all, counted from 1 and from the making of this store. */
  public static Predicate<Call> nth(int n) {
    return call -> call.number() == n;
  }

  public static Predicate<Call> on(String operation) {
    return call -> call.operation().equals(operation);
  }

  public static Predicate<Call> on(String operation, ObjectKey key) {
    return call -> call.operation().equals(operation) && call.key().equals(key);
  }

  /** Strikes the first {@code n} calls that {@code when} holds for. */
  public static Predicate<Call> first(int n, Predicate<Call> when) {
    AtomicInteger seen = new AtomicInteger();
    return call -> when.test(call) && seen.incrementAndGet() <= n;
  }

  public FaultyStore fail(Predicate<Call> when) {
    return fail(when, () -> new StoreUnavailableException("injected", "try again", null));
  }

  public FaultyStore fail(Predicate<Call> when, Supplier<? extends RuntimeException> failure) {
    return with(new Fault(when, new Effect.Fail(failure)));
  }

  /** Streams break with an {@link IOException} after {@code bytes} good bytes. */
  public FaultyStore truncate(Predicate<Call> when, long bytes) {
    return with(new Fault(when, new Effect.Bend(in -> new Broken(in, bytes))));
  }

  /** Streams yield all bytes, bit 0 of the one at {@code offset} in the stream flipped. */
  public FaultyStore flipBit(Predicate<Call> when, long offset) {
    return with(new Fault(when, new Effect.Bend(in -> new Flipped(in, offset))));
  }

  /** Calls wait until the latch is open, then go on as usual. */
  public FaultyStore stall(Predicate<Call> when, CountDownLatch until) {
    return with(new Fault(when, new Effect.Stall(until)));
  }

  /** From now on nothing is wrong any more. */
  public void heal() {
    faults.set(List.of());
  }

  /** How many calls there were so far. */
  public int calls() {
    return calls.get();
  }

  private FaultyStore with(Fault fault) {
    faults.updateAndGet(old -> Stream.concat(old.stream(), Stream.of(fault)).toList());
    return this;
  }

  private Optional<Effect> strike(String operation, ObjectKey key) {
    Call call = new Call(operation, key, calls.incrementAndGet());
    Optional<Effect> effect =
        faults.get().stream()
            .filter(fault -> fault.when().test(call))
            .map(Fault::effect)
            .findFirst();
    effect.ifPresent(FaultyStore::before);
    return effect;
  }

  private static void before(Effect effect) {
    switch (effect) {
      case Effect.Fail(Supplier<? extends RuntimeException> failure) -> throw failure.get();
      case Effect.Stall(CountDownLatch until) -> await(until);
      case Effect.Bend bend -> {}
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("interrupted", "try again", e);
    }
  }

  @Override
  public Optional<StoredObject> find(ObjectKey key) {
    strike("find", key);
    return store.find(key);
  }

  @Override
  public List<StoredObject> list(ObjectKey folder) {
    strike("list", folder);
    return store.list(folder);
  }

  @Override
  public InputStream open(StoredObject object, ByteRange range) {
    Optional<Effect> effect = strike("open", object.key());
    InputStream in = store.open(object, range);
    return effect.orElse(null) instanceof Effect.Bend(Bender bender) ? bender.bend(in) : in;
  }

  @Override
  public StoredObject put(ObjectKey key, Content content, Precondition precondition) {
    strike("put", key);
    return store.put(key, content, precondition);
  }

  @Override
  public Set<Capability> capabilities() {
    return store.capabilities();
  }

  @Override
  public Set<Capability> lacking() {
    return store.lacking();
  }

  @Override
  public void learnPreconditions(ObjectKey scratch) {
    store.learnPreconditions(scratch);
  }

  @Override
  public boolean holds(StoredObject object, Digest sha256) {
    return store.holds(object, sha256);
  }

  @Override
  public String location() {
    return store.location();
  }

  @Override
  public void close() {
    store.close();
  }

  private static final class Broken extends FilterInputStream {
    private long left;

    Broken(InputStream in, long bytes) {
      super(in);
      this.left = bytes;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
      if (left == 0 && count > 0) {
        throw new IOException("injected: the stream broke off");
      }
      int got = super.read(buffer, offset, (int) Math.min(count, left));
      left -= Math.max(got, 0);
      return got;
    }
  }

  private static final class Flipped extends FilterInputStream {
    private final long at;
    private long position;

    Flipped(InputStream in, long at) {
      super(in);
      this.at = at;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
      int got = super.read(buffer, offset, count);
      if (position <= at && at < position + got) {
        buffer[offset + (int) (at - position)] ^= 1;
      }
      position += Math.max(got, 0);
      return got;
    }
  }
}
