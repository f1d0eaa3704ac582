package io.mgeosync.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class LifecycleTest {
  private final List<String> ended = new CopyOnWriteArrayList<>();

  @Test
  void theLatestPartIsClosedFirstAndOnlyOnce() {
    var parts = new Lifecycle();
    parts.closing(() -> ended.add("first"));
    parts.closing(() -> ended.add("second"));

    parts.close();
    parts.close();

    assertThat(ended).containsExactly("second", "first");
  }

  @Test
  void aPartThatHangsOrFailsKeepsNoOtherFromItsEnd() {
    var never = new CountDownLatch(1);
    var parts = new Lifecycle(Duration.ofMillis(100));
    parts.closing(() -> ended.add("first"));
    parts.closing(never::await);
    parts.closing(
        () -> {
          throw new IllegalStateException("broken");
        });
    parts.closing(never::await);

    parts.close();

    assertThat(ended).containsExactly("first");
    never.countDown();
  }
}
