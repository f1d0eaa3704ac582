package io.mgeosync.probe.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mgeosync.manifest.ComputeCapability;
import io.mgeosync.manifest.DriverVersion;
import io.mgeosync.manifest.Requirements;
import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.probe.ProbeResult;
import io.mgeosync.probe.node.GpuFacts.Absent;
import io.mgeosync.probe.node.GpuFacts.Gpu;
import io.mgeosync.probe.node.GpuFacts.Present;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RequirementsCheckTest {
  private static final long GIB = 1L << 30;
  private static final Gpu T4 =
      new Gpu("NVIDIA T4", OptionalLong.of(15 * GIB), Optional.of(new ComputeCapability(7, 5)));
  private static final Gpu A100 =
      new Gpu("NVIDIA A100", OptionalLong.of(40 * GIB), Optional.of(new ComputeCapability(8, 0)));

  @TempDir Path folder;
  private @Nullable Path lock;
  private Path first;
  private Path second;
  private GpuFacts gpus = () -> present("550.54.15", T4, A100);

  @BeforeEach
  void write() throws IOException {
    lock = Files.writeString(folder.resolve("requirements.lock"), "torch==2.4.0\n");
    first = Files.writeString(folder.resolve("a.json"), "{\"a\":1}");
    second = Files.writeString(folder.resolve("b.json"), "{\"b\":2}");
  }

  private static Present present(String driver, Gpu... gpus) {
    return new Present(Optional.of(new DriverVersion(driver)), List.of(gpus));
  }

  private static Requirements gpu(
      @Nullable Long memory, @Nullable String capability, @Nullable String driver) {
    return new Requirements(
        Optional.ofNullable(memory),
        Optional.ofNullable(capability).map(ComputeCapability::parse),
        Optional.ofNullable(driver).map(DriverVersion::new),
        Optional.empty(),
        Optional.empty());
  }

  private static Requirements digests(@Nullable String lock, @Nullable String configuration) {
    return new Requirements(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(lock).map(text -> Digest.sha256Of(text.getBytes(UTF_8))),
        Optional.ofNullable(configuration).map(text -> Digest.sha256Of(text.getBytes(UTF_8))));
  }

  private List<Unmet> check(Requirements required) throws Exception {
    return new RequirementsCheck(gpus, new Environment(lock, List.of(first, second)))
        .check(required);
  }

  private String only(Requirements required) throws Exception {
    List<Unmet> unmet = check(required);
    assertThat(unmet).hasSize(1);
    return unmet.getFirst().message();
  }

  @Test
  void oneGpuOfSeveralIsEnoughAndItsEdgesCount() throws Exception {
    assertThat(check(gpu(40 * GIB, "8.0", "550.54.15"))).isEmpty();
    assertThat(only(gpu(40 * GIB + 1, null, null)))
        .isEqualTo(
            "the bundle requires a GPU with 40.0 GiB and this node has NVIDIA T4 (15.0 GiB, 7.5),"
                + " NVIDIA A100 (40.0 GiB, 8.0); let another node serve the bundle, or publish it"
                + " with other requirements");
    assertThat(only(gpu(null, "8.6", null))).contains("with compute capability 8.6 and");
  }

  @Test
  void memoryOfOneGpuAndCapabilityOfAnotherAreNotOneGpu() throws Exception {
    gpus =
        () ->
            present(
                "550.54.15",
                new Gpu(
                    "big and old",
                    OptionalLong.of(80 * GIB),
                    Optional.of(new ComputeCapability(7, 0))),
                new Gpu(
                    "small and new",
                    OptionalLong.of(8 * GIB),
                    Optional.of(new ComputeCapability(9, 0))));
    assertThat(check(gpu(40 * GIB, "8.0", null))).hasSize(1);
  }

  @Test
  void driversAreComparedAsNumbers() throws Exception {
    gpus = () -> present("550.54.15", A100);
    assertThat(check(gpu(null, null, "550.9"))).isEmpty();
    assertThat(only(gpu(null, null, "550.100")))
        .isEqualTo("the bundle requires driver 550.100 and this node's is 550.54.15; update it");
  }

  @Test
  void whatTheDriverDoesNotSayIsNotMet() throws Exception {
    gpus =
        () ->
            new Present(
                Optional.empty(),
                List.of(new Gpu("NVIDIA ?", OptionalLong.of(40 * GIB), Optional.empty())));
    assertThat(check(gpu(GIB, "1.0", "1"))).hasSize(2);
    var mute = new Gpu("NVIDIA ?", OptionalLong.empty(), Optional.of(new ComputeCapability(9, 0)));
    gpus = () -> present("550.54.15", mute);
    assertThat(only(gpu(1L, null, null))).contains("NVIDIA ? (memory unknown, 9.0)");
  }

  @Test
  void noGpuHasItsOwnReasonAndIsNoMatterToABundleThatNeedsNone() throws Exception {
    gpus = () -> new Absent("no driver is loaded; load it");
    assertThat(check(gpu(1L, null, null)))
        .containsExactly(new Unmet("NoGpu", "no driver is loaded; load it"));
    gpus = () -> present("550.54.15");
    assertThat(check(gpu(null, null, "1")).getFirst().reason()).isEqualTo("NoGpu");
    gpus =
        () -> {
          throw new AssertionError("nobody needs a GPU");
        };
    assertThat(check(digests("torch==2.4.0\n", null))).isEmpty();
  }

  @Test
  void aDriverThatCannotBeAskedProvesNothing() {
    gpus =
        () -> {
          throw new IOException("unknown error");
        };
    assertThatThrownBy(() -> check(gpu(1L, null, null))).isInstanceOf(IOException.class);
  }

  @Test
  void theConfigurationIsTheFilesInTheirOrder() throws Exception {
    assertThat(check(digests("torch==2.4.0\n", "{\"a\":1}{\"b\":2}"))).isEmpty();
    assertThat(only(digests(null, "{\"b\":2}{\"a\":1}")))
        .startsWith("the bundle requires configuration ")
        .contains(first + " with " + second)
        .endsWith("; bring it to what the bundle was tested with");
  }

  @Test
  void whichOneDiffersIsSaid() throws Exception {
    List<Unmet> both = check(digests("torch==2.5.0\n", "{}"));
    assertThat(both).extracting(Unmet::reason).containsExactly("PythonLock", "Configuration");
    assertThat(both.getFirst().message()).contains("Python packages").contains("requirements.lock");
  }

  @Test
  void anUnreadableFileAndOneThatNobodyNamedAreUnmet() throws Exception {
    Files.delete(lock);
    assertThat(only(digests("torch==2.4.0\n", null)))
        .contains("cannot be read")
        .endsWith("correct environment.python-lock");
    lock = null;
    assertThat(only(digests("torch==2.4.0\n", null))).endsWith("set environment.python-lock");
  }

  @Test
  void aChangeIsSeenThoughTheSizeAndTheTimeAreAsBefore() throws Exception {
    var environment = new Environment(lock, List.of());
    var check = new RequirementsCheck(gpus, environment);
    Requirements required = digests("torch==2.4.0\n", null);
    assertThat(check.check(required)).isEmpty();
    FileTime before = Files.getLastModifiedTime(lock);
    Files.writeString(lock, "torch==2.4.1\n");
    Files.setLastModifiedTime(lock, before);
    assertThat(check.check(required)).hasSize(1);
  }

  @Test
  void theProbeIsWrongWithEveryReasonInOneLine() throws Exception {
    var check = new RequirementsCheck(gpus, new Environment(null, List.of()));
    assertThat(new RequirementsProbe(check, Optional::empty).look())
        .isInstanceOf(ProbeResult.Good.class);
    ProbeResult result = new RequirementsProbe(check, () -> Optional.of(digests("a", "b"))).look();
    assertThat(result).isInstanceOf(ProbeResult.Wrong.class);
    assertThat(result.message()).contains("; and ").doesNotContain("\n");
  }
}
