package io.mgeosync.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mgeosync.manifest.Refusal;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DurableFilesTest {
  @TempDir Path folder;

  @Test
  void writesReplaceWholeFilesAndLeaveNothingBeside() throws IOException {
    Path file = folder.resolve("a/b/file");
    DurableFiles.writeAtomically(file, "a longer first text".getBytes(UTF_8));
    DurableFiles.writeAtomically(file, "second".getBytes(UTF_8));
    assertThat(file).hasContent("second");
    assertThat(folder.resolve("a/b").toFile().list()).containsExactly("file");
  }

  @Test
  void aLinkThatWasPutInATemporaryFilesPlaceIsNotFollowed() throws IOException {
    Path outside = Files.writeString(folder.resolve("outside"), "precious");
    Files.createSymbolicLink(folder.resolve(".file.tmp"), outside);
    Path file = folder.resolve("file");
    DurableFiles.writeAtomically(file, "mine".getBytes(UTF_8));
    assertThat(outside).hasContent("precious");
    assertThat(file).hasContent("mine").matches(path -> !Files.isSymbolicLink(path));
  }

  @Test
  void aLinkInTheJournalsPlaceIsNotFollowed() throws IOException {
    Path outside = Files.writeString(folder.resolve("outside"), "precious");
    Path journal = Files.createSymbolicLink(folder.resolve("journal"), outside);
    assertThatExceptionOfType(StateUnusableException.class)
        .isThrownBy(() -> DurableFiles.appendLine(journal, "line".getBytes(UTF_8)))
        .satisfies(e -> assertThat(e.remedy()).contains("move it away"));
    assertThat(outside).hasContent("precious");
  }

  @Test
  void aLinkIsReplacedAlsoAfterACrashLeftATemporaryOne() throws IOException {
    Path link = folder.resolve("current");
    Files.createSymbolicLink(folder.resolve(".current.tmp"), Path.of("releases/torn"));
    DurableFiles.replaceSymlink(link, Path.of("releases/one"));
    DurableFiles.replaceSymlink(link, Path.of("releases/two"));
    assertThat(Files.readSymbolicLink(link)).isEqualTo(Path.of("releases/two"));
    assertThat(folder.toFile().list()).containsExactly("current");
  }

  @Test
  void aDirectoryInTheLinksPlaceIsNotReplaced() throws IOException {
    Path place = Files.createDirectory(folder.resolve("current"));
    assertThatExceptionOfType(StateUnusableException.class)
        .isThrownBy(() -> DurableFiles.replaceSymlink(place, Path.of("releases/one")));
    assertThat(place).isDirectory();
  }

  @Test
  void readOnlyTreesAreReadOnlyThroughoutAndCanStillBeDeleted() throws IOException {
    Path tree = folder.resolve("tree");
    Files.createDirectories(tree.resolve("inner"));
    Files.writeString(tree.resolve("inner/file"), "x");
    Path outside = Files.writeString(folder.resolve("outside"), "stays");
    Files.createSymbolicLink(tree.resolve("link"), outside);
    DurableFiles.makeReadOnly(tree);
    assertThat(mode(tree)).isEqualTo("r-xr-xr-x");
    assertThat(mode(tree.resolve("inner"))).isEqualTo("r-xr-xr-x");
    assertThat(mode(tree.resolve("inner/file"))).isEqualTo("r--r--r--");
    assertThat(mode(outside)).isEqualTo("rw-r--r--");
    DurableFiles.deleteTree(tree);
    assertThat(tree).doesNotExist();
    assertThat(outside).hasContent("stays");
  }

  @Test
  void sealingWhatIsSealedDoesNotTouchIt() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    Modes.sealFile(file);
    FileStamp stamp = FileStamp.of(file);
    Modes.sealFile(file);
    assertThat(FileStamp.of(file)).isEqualTo(stamp);
  }

  @Test
  void aLineAfterATornOneStartsOnItsOwn() throws IOException {
    Path file = Files.writeString(folder.resolve("journal"), "whole\ntor");
    DurableFiles.appendLine(file, "next".getBytes(UTF_8));
    DurableFiles.appendLine(file, "last".getBytes(UTF_8));
    assertThat(file).hasContent("whole\ntor\nnext\nlast\n");
  }

  @Test
  void failuresAreSaidInWordsWithTheRightKind() {
    assertThat(explain("No space left on device").kind()).isEqualTo(Refusal.Kind.NO_SPACE);
    assertThat(explain("Disk quota exceeded").kind()).isEqualTo(Refusal.Kind.NO_SPACE);
    assertThat(explain("Read-only file system").kind()).isEqualTo(Refusal.Kind.DENIED);
    assertThat(explain("Read-only file system").remedy()).contains("remount");
    assertThat(explain("Operation not permitted").remedy()).contains("chown");
    assertThat(explain("Input/output error").reason()).contains("Input/output error");
    assertThat(explain("two\nlines").getMessage()).doesNotContain("\n");
  }

  private Refusal explain(String reason) {
    return DiskFailures.explain(folder, new FileSystemException(folder.toString(), null, reason));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
