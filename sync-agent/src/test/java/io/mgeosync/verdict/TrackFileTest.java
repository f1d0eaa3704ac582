package io.mgeosync.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.gate.SettableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrackFileTest {
  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock();

  private Path file() {
    return folder.resolve("run/track");
  }

  private TrackFile trackFile() {
    return new TrackFile(file(), clock);
  }

  private static void follow(TrackFile track, NodeVerdict verdict) {
    track.followVerdict(Optional.of(verdict));
  }

  @Test
  void eachChangeIsWrittenAndTheEndIsNoGoodWord() {
    TrackFile track = trackFile();
    follow(track, Verdicts.ready());
    assertThat(file()).hasContent("0\n");
    follow(track, Verdicts.draining(Verdicts.ready()));
    assertThat(file()).hasContent("1\n");
    follow(track, Verdicts.refusing("no"));
    assertThat(file()).hasContent("4\n");
    track.followVerdict(Optional.empty());
    assertThat(file()).hasContent("2\n");
    follow(track, Verdicts.ready());
    track.close();
    assertThat(file()).hasContent("2\n");
    assertThat(folder.resolve("run")).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void whatSomebodyDeletedIsBackWithTheNextHeartbeatAndNotWrittenBefore() throws Exception {
    TrackFile track = trackFile();
    follow(track, Verdicts.ready());
    Files.delete(file());
    clock.advance(Duration.ofMillis(9_999));
    follow(track, Verdicts.ready());
    assertThat(file()).doesNotExist();
    clock.advance(Duration.ofMillis(1));
    follow(track, Verdicts.ready());
    assertThat(file()).hasContent("0\n");
  }

  @Test
  void aFolderThatCannotBeWrittenToIsTriedAgainLater() throws Exception {
    Files.writeString(folder.resolve("run"), "a file where the folder should be");
    TrackFile track = trackFile();
    follow(track, Verdicts.ready());
    Files.delete(folder.resolve("run"));
    clock.advance(Duration.ofSeconds(10));
    follow(track, Verdicts.ready());
    assertThat(file()).hasContent("0\n");
  }
}
