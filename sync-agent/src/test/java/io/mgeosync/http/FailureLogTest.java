package io.mgeosync.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class FailureLogTest {
  private final AtomicReference<Duration> now = new AtomicReference<>(Duration.ofHours(1));
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final FailureLog log = new FailureLog(logger(), now::get);

  private Logger logger() {
    var context = new LoggerContext();
    lines.setContext(context);
    lines.start();
    Logger logger = context.getLogger("requests");
    logger.setLevel(Level.INFO);
    logger.addAppender(lines);
    return logger;
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      log.tell("/metrics cannot be answered", new IllegalStateException("broken"));
    }
  }

  private List<String> told() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void thousandsOfFailuresMakeOneLineAMinuteWithTheirCount() {
    fail(10_000);
    assertThat(told()).containsExactly("/metrics cannot be answered");
    now.set(Duration.ofHours(1).plusSeconds(59));
    fail(1);
    assertThat(told()).hasSize(1);
    now.set(Duration.ofHours(1).plusSeconds(60));
    fail(1_000);
    assertThat(told())
        .hasSize(2)
        .last()
        .isEqualTo(
            "/metrics cannot be answered; as did 10000 more requests since the last such line");
    assertThat(lines.list).allMatch(line -> line.getThrowableProxy() != null);
  }
}
