package io.mgeosync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.activate.Housekeeper;
import io.mgeosync.channel.Pin;
import io.mgeosync.disk.DiskFullException;
import io.mgeosync.disk.DiskUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a disk that holds the releases, some ballast and nothing else. */
final class SpaceTest {
  private static final long TOTAL = 1_000_000;

  @TempDir Path folder;
  private Rig rig;
  private Pin v2;
  private long releaseBytes;
  private long ballast;

  /** v4 serves, v3 was good before, v2 is kept by the settings, v5 was fetched ahead. */
  @BeforeEach
  void serveFour() throws IOException {
    rig = Rig.in(folder);
    v2 = rig.serving("v2", 2);
    rig.serving("v3", 3);
    Pin v4 = rig.serving("v4", 4);
    rig.channel.says(Optional.empty(), List.of(v4), List.of(rig.publish("v5", 5)));
    rig.cycleAndLook();
    releaseBytes = DiskUse.of(rig.layout.releases()) / 4;
    assertThat(versions()).containsExactly("v2", "v3", "v4", "v5");
  }

  private Space space(int high, int low) {
    return new Space(
        rig.layout,
        new Housekeeper(rig.layout, 2),
        new SpaceSettings(high, low),
        this::free,
        () -> TOTAL);
  }

  private long free() {
    return TOTAL - DiskUse.of(rig.layout.releases()) - ballast;
  }

  private void leave(long bytes) {
    ballast += free() - bytes;
  }

  private List<String> versions() throws IOException {
    try (Stream<Path> releases = Files.list(rig.layout.releases())) {
      return releases.map(path -> path.getFileName().toString().split("-", 2)[0]).sorted().toList();
    }
  }

  private static DiskFullException lacking(Path path, long needed) {
    return new DiskFullException(path, needed, 0, null);
  }

  @Test
  void upToTheHighMarkNothingGoes() throws IOException {
    leave(TOTAL / 10);
    assertThat(space(90, 50).relieve(Set.of())).isTrue();
    assertThat(versions()).hasSize(4);
  }

  @Test
  void aboveItTheOldestGoUntilTheLowMark() throws IOException {
    leave(TOTAL / 10 - 1);
    assertThat(space(90, 89).relieve(Set.of())).isTrue();
    assertThat(versions()).as("v5 never served").containsExactly("v2", "v3", "v4");
  }

  @Test
  void whereThatDoesNotHelpNothingIsFetchedAheadAndWhatMustStayStays() throws IOException {
    leave(0);
    assertThat(space(80, 1).relieve(Set.of(v2))).isFalse();
    assertThat(versions()).containsExactly("v2", "v3", "v4");
    ballast = 0;
    assertThat(space(80, 1).relieve(Set.of(v2))).isTrue();
  }

  @Test
  void aFetchGetsTheRoomThatItLacksAndNoMore() throws IOException {
    leave(10);
    assertThat(space(99, 98).makeRoom(lacking(folder, releaseBytes / 2), Set.of())).isTrue();
    assertThat(versions()).containsExactly("v2", "v3", "v4");
    assertThat(rig.open()).isTrue();
  }

  @Test
  void nothingGoesInVain() throws IOException {
    leave(10);
    assertThat(space(99, 98).makeRoom(lacking(folder, 3 * releaseBytes), Set.of())).isFalse();
    assertThat(space(99, 98).makeRoom(lacking(folder, 2 * releaseBytes), Set.of(v2))).isFalse();
    assertThat(versions()).hasSize(4);
  }

  @Test
  void whereThereIsRoomAgainNothingGoes() throws IOException {
    leave(TOTAL / 2);
    assertThat(space(99, 98).makeRoom(lacking(folder, 10), Set.of())).isTrue();
    assertThat(versions()).as("somebody else had filled it").hasSize(4);
  }
}
