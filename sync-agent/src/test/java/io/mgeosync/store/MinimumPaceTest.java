package io.mgeosync.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mgeosync.manifest.Refusal.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A source that drips is given up; one that waits for its reader is not. */
final class MinimumPaceTest {
  private static final int LENGTH = 100_000;

  private static InputStream bytes() {
    return new ByteArrayInputStream(new byte[LENGTH]);
  }

  private static void pause(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  @Timeout(60)
  void aSourceThatDripsIsGivenUpWithItsName() {
    InputStream in =
        new PacedStream(
            new DrippingStream(bytes()),
            LENGTH,
            "x from y",
            new MinimumPace(Duration.ofMillis(100), 4096));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(in::readAllBytes)
        .withMessage("x from y came at less than 4096 bytes a second")
        .havingCause()
        .isInstanceOfSatisfying(
            StoreException.class, cause -> assertThat(cause.kind()).isEqualTo(Kind.UNAVAILABLE));
  }

  @Test
  void aReaderThatTakesItsTimeMakesNoSourceSlow() throws IOException {
    InputStream in =
        new PacedStream(bytes(), LENGTH, "x", new MinimumPace(Duration.ofSeconds(2), 1 << 20));
    for (int i = 0; i < 45; i++) {
      assertThat(in.read()).isZero();
      pause(50);
    }
    assertThat(in.readAllBytes()).hasSize(LENGTH - 45);
  }

  @Test
  void whatHasArrivedWholeWasFastEnough() throws IOException {
    InputStream last =
        new PacedStream(
            new DrippingStream(bytes()), 1, "x", new MinimumPace(Duration.ofMillis(1), 1 << 20));
    assertThat(last.read()).isZero();
  }
}
