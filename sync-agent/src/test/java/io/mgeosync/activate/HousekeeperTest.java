package io.mgeosync.activate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.channel.Pin;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.fetch.TestBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HousekeeperTest {
  @TempDir Path folder;
  private TestNode node;

  @BeforeEach
  void node() {
    node = TestNode.in(folder.resolve("state"));
  }

  private TestBundle bundle(int n) throws IOException {
    return TestBundle.typical(folder.resolve("v" + n), "v" + n, n);
  }

  private ReleaseName activate(int n) throws IOException {
    return node.activate(bundle(n)).name();
  }

  private Housekeeper keeping(int keep) {
    return new Housekeeper(node.layout(), keep);
  }

  private String[] releases() {
    String[] names = node.layout().releases().toFile().list();
    return names == null ? new String[0] : names;
  }

  @Test
  void keepsTheActiveOneAndTheLastGoodOnes() throws IOException {
    ReleaseName v1 = activate(1);
    ReleaseName v2 = activate(2);
    ReleaseName v3 = activate(3);
    ReleaseName v4 = activate(4);
    assertThat(keeping(2).sweep(Set.of())).containsExactly(v1);
    assertThat(releases()).containsExactlyInAnyOrder(v2.toString(), v3.toString(), v4.toString());
    assertThat(node.layout().staging()).isEmptyDirectory();
  }

  @Test
  void thePreviousGoodOneStaysAlsoWhenNothingIsToBeKept() throws IOException {
    ReleaseName v1 = activate(1);
    ReleaseName v2 = activate(2);
    assertThat(keeping(0).sweep(Set.of())).isEmpty();
    assertThat(releases()).containsExactlyInAnyOrder(v1.toString(), v2.toString());
  }

  @Test
  void aPinnedReleaseStaysHoweverOldItIs() throws IOException {
    ReleaseName v1 = activate(1);
    ReleaseName v2 = activate(2);
    activate(3);
    activate(4);
    assertThat(keeping(1).sweep(Set.of(bundle(1).pin()))).containsExactly(v2);
    assertThat(node.verify(v1, bundle(1))).isNotNull();
  }

  @Test
  void aPrefetchedReleaseThatNeverServedStaysWhilePinned() throws IOException {
    activate(1);
    node.activator().keepRelease(node.fetch(bundle(2)));
    assertThat(keeping(1).sweep(Set.of(bundle(2).pin()))).isEmpty();
    assertThat(keeping(1).sweep(Set.of())).hasSize(1);
  }

  @Test
  void theDamagedCopyGoesOnceItsFreshOneIsActive() throws IOException {
    ReleaseName v1 = activate(1);
    ReleaseName damaged = activate(2);
    ReleaseName fresh = node.activator().activate(node.fetch(bundle(2))).name();
    assertThat(keeping(1).sweep(Set.of(bundle(2).pin()))).containsExactly(damaged);
    assertThat(releases()).containsExactlyInAnyOrder(v1.toString(), fresh.toString());
  }

  @Test
  void withNothingActiveNoReleaseIsDeleted() throws IOException {
    activate(1);
    activate(2);
    activate(3);
    Files.delete(node.layout().current());
    assertThat(keeping(1).sweep(Set.of())).isEmpty();
    assertThat(releases()).hasSize(3);
  }

  @Test
  void withoutTheRecordOfWhatIsActiveNoReleaseIsDeleted() throws IOException {
    for (int n = 1; n <= 4; n++) {
      activate(n);
    }
    Files.writeString(node.layout().journal(), "{}\n");
    assertThat(keeping(1).sweep(Set.of())).isEmpty();
    assertThat(keeping(1).evict(Set.of(), () -> false)).isEmpty();
    assertThat(releases()).hasSize(4);
  }

  @Test
  void evictionTakesWhatNeverServedAndThenTheOldestUntilItIsEnough() throws IOException {
    ReleaseName v1 = activate(1);
    ReleaseName v2 = activate(2);
    activate(3);
    activate(4);
    node.activator().keepRelease(node.fetch(bundle(5)));
    ReleaseName never = ReleaseName.of(bundle(5).pin().version(), bundle(5).pin().digest());
    AtomicInteger asked = new AtomicInteger();
    assertThat(keeping(9).evict(Set.of(), () -> asked.getAndIncrement() == 2))
        .containsExactly(never, v1);
    assertThat(keeping(9).evict(Set.of(), () -> false)).containsExactly(v2);
  }

  @Test
  void noEvictionHoweverGreedyTakesTheActiveThePreviousOrAPinnedOne() throws IOException {
    ReleaseName pinned = activate(1);
    activate(2);
    ReleaseName previous = activate(3);
    ReleaseName active = activate(4);
    node.activator().keepRelease(node.fetch(bundle(5)));
    Set<Pin> pins = Set.of(bundle(1).pin(), bundle(5).pin());
    keeping(1).evict(pins, () -> false);
    assertThat(keeping(1).evict(pins, () -> false)).isEmpty();
    assertThat(keeping(1).evictableBytes(pins)).isZero();
    assertThat(releases()).hasSize(4);
    node.verify(pinned, bundle(1));
    node.verify(previous, bundle(3));
    node.verify(active, bundle(4));
  }

  @Test
  void afterARollbackTheOneThatWasRolledBackFromIsThePreviousOne() throws IOException {
    ReleaseName v1 = activate(1);
    ReleaseName v2 = activate(2);
    activate(3);
    activate(1);
    assertThat(keeping(1).evict(Set.of(), () -> false)).containsExactly(v2);
    node.verify(v1, bundle(1));
  }

  @Test
  void stagingOfOtherBundlesIsClearedAndThatOfAPinnedOneKept() throws IOException {
    activate(1);
    Path wanted = node.fetch(bundle(2)).folder();
    Path stale = node.fetch(bundle(3)).folder();
    keeping(1).sweep(Set.of(bundle(1).pin(), bundle(2).pin()));
    assertThat(wanted).isNotEmptyDirectory();
    assertThat(stale).doesNotExist();
  }

  @Test
  void aDeletionThatWasCutShortIsFinished() throws IOException {
    ReleaseName v1 = activate(1);
    Path leaving = node.layout().staging().resolve(".leaving-" + v1);
    Files.createDirectories(leaving.resolve("half"));
    keeping(1).sweep(Set.of());
    assertThat(leaving).doesNotExist();
  }

  @Test
  void whatIsNotOursIsLeftAlone() throws IOException {
    activate(1);
    Path foreign = Files.createDirectories(node.layout().releases().resolve("my notes"));
    keeping(1).sweep(Set.of());
    assertThat(foreign).exists();
  }
}
