package io.mgeosync.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a program prints, of which the last bytes are kept. Read on a thread of its own. */
final class Printed {
  /** A child that it left behind may hold the pipe open for ever. */
  private static final long GRACE_MILLIS = 1000;

  private static final int BLOCK = 8 * 1024;

  private final int limit;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final CompletableFuture<String> end = new CompletableFuture<>();

  private Printed(int limit) {
    this.limit = limit;
  }

  /**
   * Reads from now on.
   *
   * @param limit of the last bytes to keep
   */
  static Printed of(Process process, int limit) {
    var printed = new Printed(limit);
    InputStream from = process.getInputStream();
    Thread.ofPlatform().daemon().name("program-output").start(() -> printed.read(from));
    return printed;
  }

  private void read(InputStream from) {
    byte[] block = new byte[BLOCK];
    try (from) {
      for (int got = from.read(block); got >= 0; got = from.read(block)) {
        add(block, got);
      }
    } catch (IOException e) {
      // It was killed: what came until then is what there is.
    } finally {
      end.complete(soFar());
    }
  }

  private synchronized void add(byte[] block, int length) {
    kept.write(block, 0, length);
    if (kept.size() >= 2 * Math.max(limit, BLOCK)) {
      byte[] last = last();
      kept.reset();
      kept.writeBytes(last);
    }
  }

  private byte[] last() {
    byte[] all = kept.toByteArray();
    return all.length <= limit ? all : Arrays.copyOfRange(all, all.length - limit, all.length);
  }

  synchronized String soFar() {
    return new String(last(), StandardCharsets.UTF_8);
  }

  /** All of it, once the program has ended. */
  String whenEnded() throws InterruptedException {
    try {
      return end.get(GRACE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return soFar();
    }
  }
}
