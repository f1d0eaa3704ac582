package io.mgeosync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.activate.ActiveRelease;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scrub may end after the release that it reads was replaced, or even removed. */
final class BundleStateTest {
  private static final Integrity.Broken BROKEN = new Integrity.Broken("weights.bin is gone");

  @TempDir Path folder;

  @Test
  void onlyTheReleaseThatIsActiveCanBeFoundBroken() throws IOException {
    Rig rig = Rig.in(folder);
    rig.serving("v1", 1);
    ActiveRelease before = rig.node.state().active().orElseThrow();
    rig.serving("v2", 2);
    BundleState state = rig.node.state();
    assertThat(state.foundBroken(before, BROKEN)).isSameAs(state);
    assertThat(state.foundBroken(state.active().orElseThrow(), BROKEN).integrity())
        .isEqualTo(BROKEN);
  }
}
