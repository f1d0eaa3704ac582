package io.mgeosync.store.http;

import io.mgeosync.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An answer's body as a stream whose every read ends by a deadline; the client's own stream would
 * wait for ever for a server that has gone silent. It holds a bounded number of buffers: a reader
 * that is slow slows the server down.
 */
final class BodyStream extends InputStream implements BodySubscriber<BodyStream> {
  /**
   * Buffers of the HTTP client that may wait for us: 16 KiB each, or what {@code
   * -Djdk.httpclient.bufsize} says. At 256 KiB a download costs a third of the CPU time.
   */
  private static final int AHEAD = 8;

  /** What the connection said last: bytes, the end, or what broke. */
  private sealed interface Signal {
    record Bytes(List<ByteBuffer> buffers) implements Signal {}

    record End() implements Signal {}

    record Broken(Throwable why) implements Signal {}
  }

  private final long deadlineNanos;
  private final long length;
  private final Function<IOException, StoreException> words;
  private final BlockingQueue<Signal> arrived = new LinkedBlockingQueue<>();
  private final Deque<ByteBuffer> ready = new ArrayDeque<>();
  private volatile @Nullable Subscription subscription;
  private volatile boolean closed;
  private long received;
  private boolean ended;

  /**
   * @param words for what breaks on the way
   */
  BodyStream(ResponseInfo answer, long deadlineNanos, Function<IOException, StoreException> words) {
    this.length = Lengths.of(answer.headers()).orElse(-1L);
    this.deadlineNanos = deadlineNanos;
    this.words = words;
  }

  @Override
  public CompletionStage<BodyStream> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Subscription connection) {
    subscription = connection;
    if (closed) {
      connection.cancel();
    } else {
      connection.request(AHEAD);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    arrived.add(new Signal.Bytes(buffers));
  }

  @Override
  public void onError(Throwable failure) {
    arrived.add(new Signal.Broken(failure));
  }

  @Override
  public void onComplete() {
    arrived.add(new Signal.End());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (!awaitBytes()) {
      return -1;
    }
    int got = 0;
    while (got < count && !ready.isEmpty()) {
      got += take(buffer, offset + got, count - got);
    }
    return got;
  }

  private int take(byte[] buffer, int offset, int count) {
    ByteBuffer first = ready.element();
    int got = Math.min(count, first.remaining());
    first.get(buffer, offset, got);
    if (!first.hasRemaining()) {
      ready.remove();
    }
    return got;
  }

  /** False at the end. */
  private boolean awaitBytes() throws IOException {
    while (ready.isEmpty() && !ended) {
      switch (next()) {
        case Signal.Bytes(List<ByteBuffer> buffers) -> accept(buffers);
        case Signal.End() -> ended = true;
        case Signal.Broken(Throwable why) -> throw broken(why);
      }
    }
    return !ready.isEmpty();
  }

  private void accept(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      received += buffer.remaining();
      if (buffer.hasRemaining()) {
        ready.add(buffer);
      }
    }
    Subscription connection = subscription;
    if (connection != null) {
      connection.request(1);
    }
  }

  private Signal next() throws IOException {
    try {
      Signal signal = closed ? null : arrived.poll(deadlineNanos, TimeUnit.NANOSECONDS);
      return signal != null ? signal : new Signal.Broken(silence());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Signal.Broken(e);
    }
  }

  private IOException silence() {
    return closed ? new IOException("closed") : new HttpTimeoutException("no bytes in time");
  }

  private IOException broken(Throwable why) {
    close();
    StoreException cause =
        words.apply(why instanceof IOException io ? io : new IOException(why.getMessage(), why));
    return new IOException(cause.reason(), cause);
  }

  /** A connection whose answer has been read to its end is left for the next request. */
  @Override
  public void close() {
    boolean whole = ended || received == length;
    Subscription connection = subscription;
    if (!closed && !whole && connection != null) {
      connection.cancel();
    }
    closed = true;
  }
}
