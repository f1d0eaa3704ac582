package io.mgeosync.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import io.mgeosync.base.Deadline;
import io.mgeosync.base.LostLines;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Standard error as a log, written by a thread of its own: a thread that logs never waits for the
 * reader of the pipe, who may stall for ever. What the reader does not take in time is dropped,
 * counted in {@link LostLines} and told in one line once the reader goes on. Public because {@code
 * logback.xml} names it.
 */
public final class StandardErrorAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private static final int MOST_LINES = 1024;
  private static final Duration FLUSH = Duration.ofSeconds(1);
  private static final long LOOK_MILLIS = 5;

  private final BlockingQueue<byte[]> lines = new ArrayBlockingQueue<>(MOST_LINES);
  private final AtomicInteger unwritten = new AtomicInteger();
  private final OutputStream out;
  private @Nullable Encoder<ILoggingEvent> encoder;

  public StandardErrorAppender() {
    // Not System.err: its lock would hold up all others who write there.
    this(new FileOutputStream(FileDescriptor.err));
  }

  StandardErrorAppender(OutputStream out) {
    this.out = out;
  }

  /** By Logback, from its configuration. */
  public void setEncoder(Encoder<ILoggingEvent> encoder) {
    this.encoder = encoder;
  }

  @Override
  public void start() {
    Thread.ofPlatform().daemon().name("log").start(this::write);
    Logs.flushing(this::flush);
    super.start();
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (encoder == null) {
      return;
    }
    unwritten.incrementAndGet();
    if (!lines.offer(encoder.encode(event))) {
      unwritten.decrementAndGet();
      LostLines.add();
    }
  }

  private void write() {
    long told = LostLines.count();
    try {
      while (true) {
        byte[] line = lines.take();
        writeNow(line);
        unwritten.decrementAndGet();
        told = tellLost(told);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** After the line at which the reader had stalled. */
  private long tellLost(long told) {
    long lost = LostLines.count();
    if (lost > told) {
      String line =
          "%d lines of this log were dropped: its reader had stalled%n".formatted(lost - told);
      writeNow(line.getBytes(StandardCharsets.UTF_8));
    }
    return lost;
  }

  /** Without a reader there is nothing to report to. */
  private void writeNow(byte[] line) {
    try {
      out.write(line);
    } catch (IOException e) {
      LostLines.add();
    }
  }

  /** Returns when all is written that was logged before, or after a second. */
  private void flush() {
    Deadline end = Deadline.after(FLUSH);
    try {
      while (unwritten.get() > 0 && !end.isOver()) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
