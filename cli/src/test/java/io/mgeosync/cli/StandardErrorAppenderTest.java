package io.mgeosync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import io.mgeosync.base.LostLines;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StandardErrorAppenderTest {
  private static final int MANY = 3000;

  private final CountDownLatch stalled = new CountDownLatch(1);
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();
  private final LoggerContext context = new LoggerContext();

  /** A pipe whose reader takes nothing before the latch opens. */
  private final class Pipe extends OutputStream {
    @Override
    public void write(int b) {
      throw new UnsupportedOperationException("whole lines only");
    }

    @Override
    public void write(byte[] line, int offset, int length) {
      try {
        stalled.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      synchronized (read) {
        read.write(line, offset, length);
      }
    }
  }

  private static final class Plain extends EncoderBase<ILoggingEvent> {
    @Override
    public byte[] headerBytes() {
      return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
      return (event.getFormattedMessage() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] footerBytes() {
      return new byte[0];
    }
  }

  private StandardErrorAppender appender() {
    var appender = new StandardErrorAppender(new Pipe());
    appender.setContext(context);
    appender.setEncoder(new Plain());
    appender.start();
    return appender;
  }

  private void log(StandardErrorAppender appender, String message) {
    Logger logger = context.getLogger("test");
    appender.doAppend(new LoggingEvent("", logger, Level.INFO, message, null, null));
  }

  private String read() {
    synchronized (read) {
      return read.toString(StandardCharsets.UTF_8);
    }
  }

  @Test
  void aReaderThatStallsHoldsNobodyUpAndIsToldWhatItMissed() throws InterruptedException {
    long before = LostLines.count();
    StandardErrorAppender appender = appender();
    for (int i = 0; i < MANY; i++) {
      log(appender, "line " + i);
    }
    long lost = LostLines.count() - before;
    assertThat(lost).isBetween(1L, (long) MANY);

    stalled.countDown();
    while (!read().contains("line 1000\n")) {
      Logs.flush();
    }
    assertThat(read())
        .as("other appenders of this JVM may have lost some of the %d, too", lost)
        .matches("(?s)line 0\n[1-9][0-9]* lines of this log were dropped: .*")
        .contains("line 1\nline 2\n");
  }

  @Test
  void atTheEndWhatWasLoggedIsWritten() {
    stalled.countDown();
    StandardErrorAppender appender = appender();
    for (int i = 0; i < 100; i++) {
      log(appender, "line " + i);
    }

    Logs.flush();

    assertThat(read()).endsWith("line 99\n");
  }
}
