package io.mgeosync.channel;

import static io.mgeosync.channel.Pins.BASE;
import static io.mgeosync.channel.Pins.EXPIRES;
import static io.mgeosync.channel.Pins.channel;
import static io.mgeosync.channel.Pins.pin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mgeosync.disk.NodeLayout;
import io.mgeosync.disk.StateUnusableException;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.digest.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelMemoryTest {

  @TempDir Path state;
  private NodeLayout layout;
  private ChannelMemory memory;

  @BeforeEach
  void freshNode() throws IOException {
    layout = new NodeLayout(state, BASE);
    Files.createDirectories(layout.root());
    memory = new ChannelMemory(layout, seen -> "write above " + seen);
  }

  @Test
  void remembersAcrossProcesses() {
    assertThat(memory.remembered()).isEmpty();
    memory.accept(channel(3, pin("v1")));
    memory.writeChannel();
    assertThat(new ChannelMemory(layout, seen -> "write above " + seen).remembered())
        .contains(channel(3, pin("v1")));
  }

  @Test
  void whatTheDiskTakesNoNoteOfIsBelievedAllTheSame() throws IOException {
    memory.accept(channel(3, pin("v2")));
    memory.writeChannel();
    // Where the new file is written first nothing can be, also by root.
    String name = "." + layout.lastChannel().getFileName() + ".tmp";
    Path inTheWay = Files.createDirectory(layout.lastChannel().resolveSibling(name));
    Path content = Files.createFile(inTheWay.resolve("file"));

    memory.accept(channel(4, pin("v3")));
    assertThatExceptionOfType(StateUnusableException.class).isThrownBy(memory::writeChannel);
    assertThat(memory.remembered()).contains(channel(4, pin("v3")));
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> memory.accept(channel(3, pin("v2"))))
        .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Refusal.Kind.MISMATCH))
        .withMessageContaining("gone back to sequence 3");

    Files.delete(content);
    Files.delete(inTheWay);
    memory.writeChannel();
    assertThat(new ChannelMemory(layout, seen -> "write above " + seen).remembered())
        .contains(channel(4, pin("v3")));
  }

  @Test
  void refusesAnOlderSequenceAndKeepsTheNewer() {
    memory.accept(channel(3, pin("v2")));
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> memory.accept(channel(2, pin("v1"))))
        .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Refusal.Kind.MISMATCH))
        .withMessageContaining("has already seen 3")
        .withMessageContaining("gone back to sequence 2");
    assertThat(memory.remembered()).contains(channel(3, pin("v2")));
  }

  @Test
  void refusesOtherContentUnderTheSameSequence() {
    memory.accept(channel(3, pin("v2")));
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> memory.accept(channel(3, pin("v1"))))
        .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Refusal.Kind.MISMATCH))
        .withMessageContaining("other content");
  }

  @Test
  void aLeapIsRefusedAndTheNextStepIsTakenAllTheSame() {
    memory.accept(channel(3, pin("v2")));
    long last = ChannelLimits.SEQUENCE_AT_MOST;
    for (long leap : new long[] {4 + ChannelLimits.STEP_AT_MOST, last}) {
      assertThatExceptionOfType(Refusal.class)
          .isThrownBy(() -> memory.accept(channel(leap, pin("v9"))))
          .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Refusal.Kind.MISMATCH))
          .withMessageContaining("has leapt from sequence 3 to " + leap)
          .satisfies(refused -> assertThat(refused.remedy()).isEqualTo("write above 3"));
    }
    assertThat(memory.remembered()).contains(channel(3, pin("v2")));
    memory.accept(channel(4, pin("v3")));
    memory.accept(channel(4 + ChannelLimits.STEP_AT_MOST, pin("v4")));
  }

  @Test
  void aNodeThatFollowedAnImpossibleSequenceOnceIsFreedByDeletingItsMemory() throws IOException {
    memory.accept(channel(3, pin("v2")));
    memory.writeChannel();
    String[] lines = Files.readString(layout.lastChannel()).split("\n", 2);
    String locked = lines[1].replace("sequence: 3", "sequence: " + Long.MAX_VALUE);
    byte[] yaml = locked.getBytes(StandardCharsets.UTF_8);
    Files.writeString(layout.lastChannel(), "# " + Digest.sha256Of(yaml) + "\n" + locked);
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> memory.accept(channel(4, pin("v3"))))
        .withMessageContaining("sequence: is from 1 to " + ChannelLimits.SEQUENCE_AT_MOST)
        .satisfies(refused -> assertThat(refused.remedy()).contains("delete this file"));
    Files.delete(layout.lastChannel());
    assertThat(memory.accept(channel(4, pin("v3"))).sequence()).isEqualTo(4);
  }

  @Test
  void acceptsTheSameAgainAndAnythingNewer() {
    memory.accept(channel(3, pin("v2")));
    memory.accept(channel(3, pin("v2")));
    memory.accept(channel(9, pin("v1")));
    assertThat(memory.remembered()).contains(channel(9, pin("v1")));
  }

  @Test
  void anotherChannelNameStartsAfresh() {
    memory.accept(channel(30, pin("v2")));
    Channel canary = new Channel("canary", 1, EXPIRES, List.of(pin("v3")), List.of());
    assertThat(memory.accept(canary)).isEqualTo(canary);
    assertThat(memory.remembered()).contains(canary);
  }

  @Test
  void aFlippedBitAnywhereFailsClosed() throws IOException {
    memory.accept(channel(3, pin("v2")));
    memory.writeChannel();
    byte[] good = Files.readAllBytes(layout.lastChannel());
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 1;
      Files.write(layout.lastChannel(), bad);
      assertThatExceptionOfType(Refusal.class)
          .isThrownBy(() -> memory.accept(channel(4, pin("v3"))))
          .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Refusal.Kind.MISMATCH))
          .withMessageContaining("the memory of the last channel in ");
    }
  }

  @Test
  void aTruncatedOrEmptyMemoryFailsClosedAndSaysWhatToDo() throws IOException {
    memory.accept(channel(3, pin("v2")));
    memory.writeChannel();
    byte[] good = Files.readAllBytes(layout.lastChannel());
    for (int length = 0; length < good.length; length += 7) {
      Files.write(layout.lastChannel(), Arrays.copyOf(good, length));
      assertThatExceptionOfType(Refusal.class)
          .isThrownBy(memory::remembered)
          .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Refusal.Kind.MISMATCH))
          .withMessageContaining("the memory of the last channel in ")
          .satisfies(refusal -> assertThat(refusal.remedy()).contains("delete this file"));
    }
  }

  @Test
  void aMemoryThatCannotBeReadFailsClosed() throws IOException {
    Files.createDirectories(layout.lastChannel());
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(memory::remembered)
        .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Refusal.Kind.MISMATCH))
        .withMessageContaining("the memory of the last channel in ");
  }
}
