package io.mgeosync.disk.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReservationTest {
  private static final long MIB = 1 << 20;

  @TempDir Path folder;

  private Path reserved(long size) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Reservation.reserve(file, size);
    assumeTrue(Files.size(file) == size, "this file system gives no room in advance");
    return file;
  }

  @Test
  void theRoomIsTakenBeforeAByteIsWritten() throws IOException {
    assertThat(Reservation.of(reserved(8 * MIB))).isBetween(8 * MIB, 9 * MIB);
  }

  @Test
  void whatIsWrittenAlreadyStays() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[] {1, 2, 3});
    Reservation.reserve(file, MIB);
    assertThat(Files.readAllBytes(file)).startsWith(1, 2, 3);
  }

  @Test
  void moreThanTheDiskHasIsRefusedInWordsThatAreUnderstood() throws IOException {
    Path file = reserved(MIB);
    long tooMuch = Files.getFileStore(folder).getTotalSpace() + MIB;
    assertThatIOException()
        .isThrownBy(() -> Reservation.reserve(file, tooMuch))
        .withMessageContaining("No space left");
  }

  @Test
  void whatCannotBeOpenedIsLeftToWhoeverWritesIt() {
    Path missing = folder.resolve("none");
    assertThatCode(() -> Reservation.reserve(missing, MIB)).doesNotThrowAnyException();
    assertThat(Reservation.of(missing)).isZero();
  }

  @Test
  void anEmptyFileNeedsNone() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Reservation.reserve(file, 0);
    assertThat(Reservation.of(file)).isZero();
  }
}
