package io.mgeosync.activate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.disk.ChildJvm;
import io.mgeosync.disk.DirectoryLock;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.fetch.TestBundle;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Invariant 1: {@code current} always names a completely verified release. */
final class ActivationCrashTest {
  private static final int DIED = 86;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Step.class)
  void aProcessThatDiesBeforeAnyStepLeavesAWholeReleaseAndTheNextCompletesIt(Step step)
      throws Exception {
    TestNode node = TestNode.in(folder.resolve("state"));
    TestBundle first = TestBundle.typical(folder.resolve("v1"), "v1", 1);
    TestBundle second = TestBundle.typical(folder.resolve("v2"), "v2", 2);
    ReleaseName v1 = node.activate(first).name();

    Process dying = ChildJvm.start(Dying.class, folder.toString(), step.name());
    assertThat(dying.waitFor()).isEqualTo(DIED);

    ReleaseName found = node.activator().currentName().orElseThrow();
    assertThat(found.equals(v1)).isEqualTo(step.compareTo(Step.SWITCH) <= 0);
    assertThat(node.verify(found, found.equals(v1) ? first : second)).isNotNull();
    // Whoever finds v2 current knows whether the service has yet to prove it.
    assertThat(node.activator().currentIsUnproven())
        .isEqualTo(step.compareTo(Step.SWITCH) > 0 && step.compareTo(Step.COMMIT) <= 0);

    try (DirectoryLock lock = DirectoryLock.acquire(node.layout())) {
      assertThat(lock).isNotNull();
      ReleaseName v2 = node.activateAsTransaction(second, next -> {}).name();
      assertThat(node.activator().currentIsUnproven()).isFalse();
      assertThat(node.activator().currentName()).contains(v2);
      assertThat(node.verify(v2, second)).isNotNull();
    }
    assertThat(node.activator().previous()).contains(v1);
    assertThat(node.activator().releasesOf(second.pin())).hasSize(1);
    assertThat(node.layout().staging()).isEmptyDirectory();
  }

  /**
   * Activates the second bundle as the agent does, and dies before the step it is told, as by a
   * power cut.
   */
  static final class Dying {
    public static void main(String[] arguments) throws IOException {
      Path folder = Path.of(arguments[0]);
      Step deadly = Step.valueOf(arguments[1]);
      TestNode node = TestNode.in(folder.resolve("state"));
      DirectoryLock.acquire(node.layout());
      node.activateAsTransaction(
          TestBundle.typical(folder.resolve("v2"), "v2", 2),
          step -> {
            if (step == deadly) {
              Runtime.getRuntime().halt(DIED);
            }
          });
    }
  }
}
