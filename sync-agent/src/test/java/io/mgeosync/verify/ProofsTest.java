package io.mgeosync.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.disk.DurableFiles;
import io.mgeosync.disk.FileStamp;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.disk.TestFiles;
import io.mgeosync.fetch.FetchListener;
import io.mgeosync.fetch.FetchOptions;
import io.mgeosync.fetch.Fetcher;
import io.mgeosync.fetch.StagedBundle;
import io.mgeosync.fetch.TestBundle;
import io.mgeosync.gate.SettableClock;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.store.InMemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record is believed only while nothing at all speaks against it. */
final class ProofsTest {
  @TempDir Path folder;
  private final SettableClock clock = new SettableClock();
  private NodeLayout layout;
  private Proofs proofs;
  private VerifiedBundle verified;
  private ReleaseName name;
  private Path release;

  @BeforeEach
  void proven() throws IOException {
    layout = new NodeLayout(folder.resolve("state"), new BundleName("mgeo-base"));
    proofs = proofsOfMachine();
    bootFor("first", Duration.ofHours(1));
    verified = verified("v1");
    name = verified.name();
    release = verified.folder();
    proofs.keepProof(verified, name);
    awaitNextTick(layout.proof(name));
  }

  private Proofs proofsOfMachine() {
    return new Proofs(layout, clock, folder.resolve("proc"));
  }

  /** The machine was started so long ago. */
  private void bootFor(String boot, Duration lasted) throws IOException {
    Path kernel = Files.createDirectories(folder.resolve("proc/sys/kernel/random"));
    Files.writeString(kernel.resolve("boot_id"), boot + "\n");
    Files.writeString(folder.resolve("proc/uptime"), lasted.toSeconds() + ".00 12345.67\n");
  }

  private VerifiedBundle verified(String version) throws IOException {
    TestBundle bundle = TestBundle.typical(folder.resolve(version), version, 1);
    FetchOptions options =
        new FetchOptions(4, 1 << 20, 0, 1, Duration.ofMillis(1), Duration.ofSeconds(3));
    InMemoryStore store = bundle.publish(new InMemoryStore());
    StagedBundle staged =
        new Fetcher(store, layout, Clock.systemUTC(), options, FetchListener.none())
            .fetch(bundle.pin());
    Path home = layout.release(staged.name());
    DurableFiles.createDirectories(layout.releases());
    DurableFiles.renameDurably(staged.folder(), home);
    return new Verifier(clock).verify(home, staged.name(), bundle.pin());
  }

  /** The kernel's time stamps have ticks: what happens within one cannot be told apart. */
  private void awaitNextTick(Path last) throws IOException {
    FileTime before = FileStamp.of(last).changed();
    Path probe = folder.resolve("tick");
    do {
      Files.write(probe, new byte[1]);
    } while (FileStamp.of(probe).changed().compareTo(before) <= 0);
  }

  private Path file(String path) throws IOException {
    return TestFiles.writable(release.resolve(path));
  }

  private void assertDoubted() {
    assertThat(proofs.standing(name)).isEmpty();
  }

  @Test
  void anUntouchedReleaseIsBelievedAsItWasVerified() {
    clock.advance(Duration.ofDays(7));
    VerifiedBundle standing = proofs.standing(name).orElseThrow();
    assertThat(standing.pin()).isEqualTo(verified.pin());
    assertThat(standing.name()).isEqualTo(name);
    assertThat(standing.folder()).isEqualTo(release);
    assertThat(standing.fingerprint()).isEqualTo(verified.fingerprint());
    assertThat(standing.verifiedAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
  }

  @Test
  void aChangedByteIsNoticedThoughSizeAndTimeAreSetBack() throws IOException {
    Path weights = file("weights.bin");
    FileTime before = Files.getLastModifiedTime(weights);
    byte[] bytes = Files.readAllBytes(weights);
    bytes[500_000] ^= 1;
    Files.write(weights, bytes);
    Files.setLastModifiedTime(weights, before);
    assertDoubted();
  }

  @Test
  void aFileReplacedByItsEqualIsNoticed() throws IOException {
    Path weights = release.resolve("weights.bin");
    Path other = folder.resolve("other");
    Files.copy(weights, other, StandardCopyOption.COPY_ATTRIBUTES);
    writableFolder();
    Files.move(other, weights, StandardCopyOption.ATOMIC_MOVE);
    assertDoubted();
  }

  private void writableFolder() throws IOException {
    Files.setPosixFilePermissions(release, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void anAddedFileAnAddedFolderAndAMissingFileAreNoticed() throws IOException {
    writableFolder();
    Files.createFile(release.resolve("added"));
    assertDoubted();
    Files.delete(release.resolve("added"));
    assertThat(proofs.standing(name)).isPresent();
    Files.createDirectory(release.resolve("folder"));
    assertDoubted();
    Files.delete(release.resolve("folder"));
    Files.delete(release.resolve("empty"));
    assertDoubted();
  }

  @Test
  void aFileOfOtherModeIsNoticed() throws IOException {
    Files.setPosixFilePermissions(
        release.resolve("weights.bin"), PosixFilePermissions.fromString("rw-rw-rw-"));
    assertDoubted();
  }

  @Test
  void aReleaseThatIsGoneIsNotBelieved() {
    DurableFiles.deleteTree(release);
    assertDoubted();
  }

  @Test
  void aRecordOfAnotherReleaseProvesNothing() throws IOException {
    VerifiedBundle other = verified("v2");
    proofs.keepProof(other, other.name());
    Files.copy(layout.proof(other.name()), layout.proof(name), StandardCopyOption.REPLACE_EXISTING);
    assertDoubted();
  }

  @Test
  void aRecordOfAnotherBundleProvesNothing() throws IOException {
    NodeLayout elsewhere = new NodeLayout(layout.state(), new BundleName("mgeo-large"));
    Files.createDirectories(elsewhere.root());
    Files.move(layout.releases(), elsewhere.releases());
    Files.move(layout.proofs(), elsewhere.proofs());
    assertThat(new Proofs(elsewhere, clock).standing(name)).isEmpty();
  }

  @Test
  void aTornRecordProvesNothingWhereverItIsTorn() throws IOException {
    byte[] whole = Files.readAllBytes(layout.proof(name));
    for (int length = 0; length < whole.length; length += 13) {
      Files.write(layout.proof(name), Arrays.copyOf(whole, length));
      assertDoubted();
    }
  }

  @Test
  void aRecordWithAnyBitFlippedProvesNothing() throws IOException {
    byte[] whole = Files.readAllBytes(layout.proof(name));
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= (byte) (1 << (at % 7));
      Files.write(layout.proof(name), damaged);
      assertThat(proofs.standing(name)).as("byte %d of %s", at, new String(whole, UTF_8)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "null", "{\"proof\":{},\"sha256\":\"\"}", "\0\0\0"})
  void whatIsNoRecordProvesNothing(String text) throws IOException {
    Files.writeString(layout.proof(name), text);
    assertDoubted();
  }

  @ParameterizedTest
  @ValueSource(longs = {-20_000, -1, 1, 20, 365})
  void noStepOfTheWallClockMakesDoubtOfARecordOfThisBoot(long days) {
    clock.advance(Duration.ofDays(days));
    assertThat(proofs.standing(name)).isPresent();
  }

  @Test
  void aRecordIsTooOldAfterEightDaysOfThisBoot() throws IOException {
    Duration first = Duration.ofHours(1);
    bootFor("first", first.plus(Proofs.BELIEVED_FOR).minusSeconds(1));
    assertThat(proofs.standing(name)).isPresent();
    bootFor("first", first.plus(Proofs.BELIEVED_FOR));
    assertDoubted();
  }

  @Test
  void afterAnotherBootTheWallClockTellsTheAge() throws IOException {
    bootFor("second", Duration.ofMinutes(1));
    clock.advance(Proofs.BELIEVED_FOR.minusSeconds(1));
    assertThat(proofs.standing(name)).isPresent();
    clock.advance(Duration.ofSeconds(1));
    assertDoubted();
  }

  @Test
  void aRecordFromTheFutureOfAnotherBootProvesNothing() throws IOException {
    bootFor("second", Duration.ofDays(2));
    clock.advance(Duration.ofSeconds(-1));
    assertDoubted();
  }

  @Test
  void aKernelThatTellsNoBootLeavesTheWallClock() throws IOException {
    DurableFiles.deleteTree(folder.resolve("proc"));
    clock.advance(Duration.ofDays(7));
    assertThat(proofs.standing(name)).isPresent();
    clock.advance(Duration.ofDays(1));
    assertDoubted();
  }

  @Test
  void whatIsForgottenProvesNothingAndForgettingTwiceIsFine() {
    proofs.forget(name);
    proofs.forget(name);
    assertDoubted();
  }

  @Test
  void aDiskThatTakesNoRecordIsNoFailure() throws IOException {
    DurableFiles.deleteTree(layout.proofs());
    Files.createFile(layout.proofs());
    proofs.keepProof(verified, name);
    assertDoubted();
  }
}
