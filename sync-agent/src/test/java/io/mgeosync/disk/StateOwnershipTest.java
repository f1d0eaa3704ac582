package io.mgeosync.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StateOwnershipTest {
  private static final int STRANGER = 54321;
  private static final Pattern COMMAND = Pattern.compile("`(ch[^`]+)`");

  @TempDir Path folder;
  private Path state;
  private NodeLayout layout;

  @BeforeEach
  void makeState() throws IOException {
    assumeTrue(LocalUser.ofThisProcess().isPresent(), "the kernel does not say who this is");
    state = made(Files.createDirectory(folder.resolve("my state")), "rwxr-xr-x");
    layout = new NodeLayout(state, new BundleName("mgeo-base"));
    DirectoryLock.acquire(layout).close();
  }

  private static Path made(Path path, String mode) throws IOException {
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private static LocalUser me() {
    return LocalUser.ofThisProcess().orElseThrow();
  }

  private static int group(Path path) throws IOException {
    return (int) Files.getAttribute(path, "unix:gid");
  }

  private void assertRefused(Path path, String problem) {
    assertThatExceptionOfType(StateUnusableException.class)
        .isThrownBy(() -> DirectoryLock.acquire(layout))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.DENIED))
        .satisfies(e -> assertThat(e.path()).isEqualTo(path))
        .satisfies(e -> assertThat(e.reason()).startsWith(path + " ").contains(problem));
  }

  /** Runs the command of the remedy, as an operator would copy it. */
  private void mendAsPrinted() throws Exception {
    Refusal refusal =
        catchThrowableOfType(StateUnusableException.class, () -> DirectoryLock.acquire(layout));
    Matcher command = COMMAND.matcher(refusal.remedy());
    assertThat(command.find()).as(refusal.remedy()).isTrue();
    assertThat(new ProcessBuilder("sh", "-c", command.group(1)).start().waitFor()).isZero();
    assertThatCode(() -> DirectoryLock.acquire(layout).close()).doesNotThrowAnyException();
  }

  @Test
  void stateThatEveryUserCanWriteIsRefusedAndMendedAsPrinted() throws Exception {
    made(state, "rwxr-xrwx");
    assertRefused(state, "can be written by every user of this machine");
    mendAsPrinted();
  }

  @ParameterizedTest
  @ValueSource(strings = {"journal.jsonl", "poison.jsonl", "lock", "last-channel.yaml"})
  void fileThatEveryUserCanWriteIsRefusedAndMendedAsPrinted(String name) throws Exception {
    Path file = layout.root().resolve(name);
    Files.writeString(file, "");
    made(file, "rw-rw-rw-");
    assertRefused(file, "can be written by every user of this machine");
    mendAsPrinted();
  }

  @Test
  void drainOfTheWholeNodeIsLookedAtAsWell() throws Exception {
    made(Files.writeString(NodeLayout.drain(state), "{}"), "rw-r--rw-");
    assertRefused(NodeLayout.drain(state), "can be written by every user");
  }

  @Test
  void recordOfAVerificationThatEveryUserCanWriteIsRefused() throws Exception {
    Path proof = Files.createDirectory(layout.proofs()).resolve("v1-0123456789ab.json");
    made(Files.writeString(proof, "{}"), "rw-r--rw-");
    assertRefused(proof, "can be written by every user");
  }

  @Test
  void folderThatNoOtherUserMayEnterIsNotLookedInto() throws Exception {
    Path clone = made(Files.createDirectory(layout.channelClone()), "rwx------");
    made(Files.writeString(clone.resolve("config"), ""), "rw-rw-rw-");
    assertThatCode(() -> DirectoryLock.acquire(layout).close()).doesNotThrowAnyException();
  }

  @Test
  void directoryForTemporaryFilesIsNoState() throws Exception {
    assertThat(new ProcessBuilder("chmod", "1777", state.toString()).start().waitFor()).isZero();
    assertThatExceptionOfType(StateUnusableException.class)
        .isThrownBy(() -> DirectoryLock.acquire(layout))
        .satisfies(e -> assertThat(e.remedy()).contains("a directory in it, such as " + state));
  }

  @Test
  void linkedStateIsLookedAtWhereItLiesAndMendedAsPrinted() throws Exception {
    made(state, "rwxr-xrwx");
    Path link = Files.createSymbolicLink(folder.resolve("link"), state);
    layout = new NodeLayout(link, layout.bundle());
    assertRefused(link.resolve("."), "can be written by every user");
    mendAsPrinted();
  }

  @Test
  void groupOfOthersMayNotWrite() throws Exception {
    made(state, "rwxrwxr-x");
    var outside = new LocalUser(me().id(), Set.of(group(state) + 1));
    assertThatExceptionOfType(StateUnusableException.class)
        .isThrownBy(() -> new StateOwnership(Optional.of(outside)).require(layout))
        .satisfies(e -> assertThat(e.reason()).contains("by group " + group(state)))
        .satisfies(e -> assertThat(e.remedy()).contains("`chmod g-w '" + state + "'`"));
  }

  @Test
  void groupOfThisProgramMayWrite() throws Exception {
    made(state, "rwxrwxr-x");
    var inside = new LocalUser(me().id(), Set.of(group(state)));
    new StateOwnership(Optional.of(inside)).require(layout);
  }

  /** A test that runs as root gives the directory away; another one takes itself for another. */
  @Test
  void stateOfAnotherUserIsRefused() throws Exception {
    boolean root = me().id() == 0;
    int owner = root ? STRANGER : me().id();
    int runner = root ? 0 : me().id() + 1;
    if (root) {
      Files.setAttribute(state, "unix:uid", STRANGER, LinkOption.NOFOLLOW_LINKS);
    }
    var user = new LocalUser(runner, me().groups());
    assertThatExceptionOfType(StateUnusableException.class)
        .isThrownBy(() -> new StateOwnership(Optional.of(user)).require(layout))
        .satisfies(
            e ->
                assertThat(e.reason())
                    .contains("belongs to user " + owner)
                    .contains("runs as user " + runner))
        .satisfies(e -> assertThat(e.remedy()).contains("sudo -u '#%d'".formatted(owner)));
    if (root) {
      mendAsPrinted();
    }
  }

  @Test
  void rootIsTrusted() {
    assertThat(new LocalUser(9640, Set.of(9640)).trusts(0)).isTrue();
    assertThat(new LocalUser(0, Set.of(0)).trusts(9640)).isFalse();
  }

  @Test
  void kernelTellsWhoThisProcessIs() {
    var user =
        LocalUser.parse(
            List.of(
                "Name:\tjava", "Uid:\t1\t2\t3\t4", "Gid:\t5\t6\t7\t8", "Groups:\t10 4294967294 "));
    assertThat(user.id()).isEqualTo(2);
    assertThat(user.groups()).containsExactlyInAnyOrder(6, 10, -2);
  }

  @Test
  void whereTheKernelDoesNotSayNothingIsRefused() throws Exception {
    made(state, "rwxrwxrwx");
    new StateOwnership(Optional.empty()).require(layout);
  }
}
