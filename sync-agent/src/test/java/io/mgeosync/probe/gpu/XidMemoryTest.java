package io.mgeosync.probe.gpu;

import static io.mgeosync.probe.gpu.Gpus.pci;
import static io.mgeosync.probe.gpu.Gpus.running;
import static io.mgeosync.probe.gpu.Gpus.well;
import static io.mgeosync.probe.gpu.Gpus.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** An Xid is told once; what it says of a GPU holds until it is over. */
final class XidMemoryTest {
  private static final List<Xid> NOTHING = List.of();

  private final XidMemory memory = memory(XidTable.NVIDIA);
  private final Gpu silent = with(well(0), h -> h.recovery(RecoveryAction.NOT_SAID));

  private static XidMemory memory(XidTable table) {
    return new XidMemory(table, pid -> pid == 7, XidListener.NONE);
  }

  private static List<Xid> after(XidMemory memory, List<Gpu> gpus, List<Xid> reported) {
    return memory.after(gpus, reported).stream().map(XidMemory.Standing::xid).toList();
  }

  private static Xid xid(int code) {
    return new Xid(code, pci(0), OptionalInt.empty());
  }

  private static Xid xid(int code, int pid) {
    return new Xid(code, pci(0), OptionalInt.of(pid));
  }

  @Test
  void whatTheTableIgnoresIsForgottenAtOnce() {
    assertThat(after(memory, List.of(well(0)), List.of(xid(43), xid(63)))).isEmpty();
  }

  @Test
  void whatTheTableDoesNotKnowIsToldForOneLook() {
    assertThat(after(memory, List.of(well(0)), List.of(xid(5555)))).containsExactly(xid(5555));
    assertThat(after(memory, List.of(well(0)), NOTHING)).isEmpty();
  }

  @Test
  void aProcessThatWasHitStandsUntilItHasLeftTheGpu() {
    List<Gpu> running = List.of(running(well(0), 7, 8));
    assertThat(after(memory, running, List.of(xid(31, 7)))).containsExactly(xid(31, 7));
    assertThat(after(memory, running, NOTHING)).containsExactly(xid(31, 7));
    assertThat(after(memory, List.of(running(well(0), 8)), NOTHING)).isEmpty();
  }

  @Test
  void whoeverWasHitWithoutBeingNamedStandsForOneLook() {
    List<Gpu> running = List.of(running(well(0), 7));
    assertThat(after(memory, running, List.of(xid(31)))).hasSize(1);
    assertThat(after(memory, running, NOTHING)).isEmpty();
  }

  @Test
  void aResetStandsUntilTheDriverSaysThatNothingIsNeeded() {
    Gpu asking = with(well(0), h -> h.recovery(RecoveryAction.GPU_RESET));
    assertThat(after(memory, List.of(asking), List.of(xid(95)))).hasSize(1);
    assertThat(after(memory, List.of(asking), NOTHING)).hasSize(1);
    assertThat(after(memory, List.of(well(1)), NOTHING)).as("another's word").hasSize(1);
    assertThat(after(memory, List.of(well(0)), NOTHING)).isEmpty();
  }

  @Test
  void aDriverThatSaysNothingNeverEndsAReset() {
    memory.after(List.of(silent), List.of(xid(95)));
    for (int i = 0; i < 10; i++) {
      assertThat(after(memory, List.of(silent), NOTHING)).hasSize(1);
    }
  }

  @Test
  void onlyANewStartForgetsThatTheMachineMustBeRestarted() {
    memory.after(List.of(well(0)), List.of(xid(79)));
    assertThat(after(memory, List.of(well(0)), NOTHING)).hasSize(1);
    assertThat(after(memory, List.of(), NOTHING)).hasSize(1);
  }

  @Test
  void theSameEventFromBothSourcesIsOneAndKeepsItsProcess() {
    List<Gpu> running = List.of(running(well(0), 7));
    assertThat(after(memory, running, List.of(xid(31), xid(31, 7)))).containsExactly(xid(31, 7));
    assertThat(after(memory, running, List.of(xid(31)))).containsExactly(xid(31, 7));
    assertThat(after(memory, running, List.of(xid(31, 9)))).hasSize(2);
  }

  @Test
  void aStormOfXidsDoesNotFillTheMemory() {
    var storm = new ArrayList<Xid>();
    for (int i = 0; i < 5_000; i++) {
      storm.add(new Xid(79, "0000:%04x:00".formatted(i), OptionalInt.empty()));
    }
    assertThat(after(memory, List.of(silent), storm)).hasSize(1_000);
    assertThat(after(memory, List.of(silent), storm)).hasSize(1_000);
  }

  @Test
  void theTableIsTheOperatorsToChange() {
    var changed = memory(XidTable.NVIDIA.with(XidAction.IGNORE, List.of(79)));
    assertThat(after(changed, List.of(well(0)), List.of(xid(79)))).isEmpty();
  }
}
