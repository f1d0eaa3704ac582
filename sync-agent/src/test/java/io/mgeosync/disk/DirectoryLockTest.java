package io.mgeosync.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryLockTest {
  @TempDir Path state;

  private NodeLayout layout() {
    return new NodeLayout(state, new BundleName("mgeo-base"));
  }

  @Test
  void aSecondHolderInThisProcessIsRefusedUntilTheFirstLetsGo() {
    DirectoryLock first = DirectoryLock.acquire(layout());
    assertThatExceptionOfType(DirectoryBusyException.class)
        .isThrownBy(() -> DirectoryLock.acquire(layout()))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.BUSY))
        .satisfies(e -> assertThat(e.pid()).hasValue(ProcessHandle.current().pid()));
    first.close();
    DirectoryLock.acquire(layout()).close();
  }

  @Test
  void anotherProcessIsRefusedByPidAndWinsOnceTheHolderIsKilled() throws Exception {
    Process holder = ChildJvm.start(Holder.class, state.toString());
    try (var output = new BufferedReader(new InputStreamReader(holder.getInputStream(), UTF_8))) {
      assertThat(output.readLine()).isEqualTo("held");
      assertThatExceptionOfType(DirectoryBusyException.class)
          .isThrownBy(() -> DirectoryLock.acquire(layout()))
          .withMessageContaining("process " + holder.pid())
          .withMessageContaining(
              "curl --unix-socket /var/lib/mgeo-sync/agent.sock -X POST http://localhost/sync");
    } finally {
      holder.destroyForcibly().waitFor();
    }
    DirectoryLock.acquire(layout()).close();
  }

  @Test
  void aRefusalInThisProcessDoesNotLoseTheLockToAnotherOne() throws Exception {
    try (DirectoryLock held = DirectoryLock.acquire(layout())) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> DirectoryLock.acquire(layout()))
          .isInstanceOf(DirectoryBusyException.class);
      Process other = ChildJvm.start(Holder.class, state.toString());
      assertThat(new String(other.getInputStream().readAllBytes(), UTF_8).strip())
          .isEqualTo("refused");
      assertThat(other.waitFor()).isZero();
    }
  }

  @Test
  void noOtherUserMayOpenItAlsoWhereAnOlderVersionMadeIt() throws Exception {
    Path file = layout().lock();
    DirectoryLock.acquire(layout()).close();
    assertThat(mode(file)).isEqualTo("rw-------");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    DirectoryLock.acquire(layout()).close();
    assertThat(mode(file)).isEqualTo("rw-------");
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void aLinkInItsPlaceIsRefusedAndNotFollowed() throws Exception {
    DirectoryLock.acquire(layout()).close();
    Path outside = Files.writeString(state.resolve("outside"), "precious");
    Files.delete(layout().lock());
    Files.createSymbolicLink(layout().lock(), outside);
    assertThatExceptionOfType(StateUnusableException.class)
        .isThrownBy(() -> DirectoryLock.acquire(layout()))
        .satisfies(e -> assertThat(e.reason()).contains("is no regular file"));
    assertThat(outside).hasContent("precious");
  }

  @Test
  void aFileWhereTheStateDirectoryShouldBeIsNamed() throws Exception {
    Path file = Files.writeString(state.resolve("mgeo-base"), "");
    assertThatExceptionOfType(StateUnusableException.class)
        .isThrownBy(() -> DirectoryLock.acquire(layout()))
        .satisfies(e -> assertThat(e.path()).isEqualTo(file))
        .satisfies(e -> assertThat(e.reason()).contains("blocked by a file"));
  }

  /** Takes the lock and holds it until it is killed, or says that it was refused. */
  static final class Holder {
    public static void main(String[] arguments) throws Exception {
      try (var lock =
          DirectoryLock.acquire(
              new NodeLayout(Path.of(arguments[0]), new BundleName("mgeo-base")))) {
        System.out.println(lock == null ? "" : "held");
        Thread.currentThread().join();
      } catch (DirectoryBusyException e) {
        System.out.println("refused");
      }
    }
  }
}
