package io.mgeosync.manifest.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.FileEntry;
import io.mgeosync.manifest.InvalidManifestException;
import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.Rule;
import io.mgeosync.manifest.digest.ChunkSizes;
import io.mgeosync.manifest.json.EncodedManifest;
import io.mgeosync.manifest.json.ManifestJson;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleScannerTest {
  private static final String MD5_OF_HELLO = "5d41402abc4b2a76b9719d911017c592";

  @TempDir Path folder;

  @BeforeEach
  void writeModel() throws IOException {
    Files.createDirectories(folder.resolve("tokenizer/empty-folder"));
    Files.writeString(folder.resolve("model.onnx"), "hello");
    Files.writeString(folder.resolve("tokenizer/vocab.txt"), "测试");
  }

  @Test
  void listsEveryFileInOrderAndReadsBackTheSame() {
    var bytes = new AtomicLong();

    EncodedManifest manifest = scan(folder, bytes::addAndGet);

    assertThat(manifest.manifest().files())
        .extracting(file -> file.path().value())
        .containsExactly("model.onnx", "tokenizer/vocab.txt");
    assertThat(bytes).hasValue(manifest.manifest().totalSize());
    assertThat(ManifestJson.decode(manifest.bytes()).manifest()).isEqualTo(manifest.manifest());
  }

  @Test
  void sameFilesGiveTheSameIdentityWhateverTheirTimes() throws IOException {
    EncodedManifest first = scan(folder);
    Files.setLastModifiedTime(folder.resolve("model.onnx"), FileTime.fromMillis(0));

    assertThat(scan(folder).digest()).isEqualTo(first.digest());
  }

  @Test
  void aChecksumFileLargerThanAnyListIsRefusedUnread() throws IOException {
    try (var file = new RandomAccessFile(folder.resolve(Manifest.MD5SUMS).toFile(), "rw")) {
      file.setLength(300L << 20);
    }
    assertThatThrownBy(() -> scan(folder))
        .isInstanceOf(UnfitDirectoryException.class)
        .hasMessageContaining("MD5SUMS is larger than 32 MiB");
  }

  @Test
  void ownFilesOfAnEarlierPublicationAreNotListed() throws IOException {
    Manifest manifest = scan(folder).manifest();
    Files.writeString(folder.resolve(Manifest.SHA256SUMS), manifest.sha256Sums());
    Files.writeString(folder.resolve(Manifest.MD5SUMS), manifest.md5Sums());
    Files.writeString(folder.resolve(Manifest.FILE_NAME), "{}");
    Files.writeString(folder.resolve(Manifest.SIGNATURE), "{}");

    assertThat(scan(folder).manifest()).isEqualTo(manifest);
  }

  @Test
  void checksumsOfAnOlderPipelineMustAgree() throws IOException {
    Files.writeString(folder.resolve("MD5SUMS"), MD5_OF_HELLO + "  ./model.onnx\n");
    assertThat(scan(folder).manifest().files()).extracting(FileEntry::size).contains(5L);

    Files.writeString(folder.resolve("model.onnx"), "hellp");
    assertRefused(folder, Refusal.Kind.MISMATCH, "model.onnx is not what MD5SUMS says");
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing.bin", "../../etc/passwd"})
  void checksumOfAFileThatIsNotThereIsRefused(String name) throws IOException {
    Files.writeString(folder.resolve("MD5SUMS"), MD5_OF_HELLO + "  " + name + "\n");

    assertRefused(folder, Refusal.Kind.MISMATCH, "listed in MD5SUMS but not there");
  }

  @Test
  void linkInsideIsRefusedButTheFolderMayBeNamedByOne(@TempDir Path elsewhere) throws IOException {
    Path current = Files.createSymbolicLink(elsewhere.resolve("current"), folder);
    assertThat(scan(current).digest()).isEqualTo(scan(folder).digest());

    Files.createSymbolicLink(folder.resolve("link"), Path.of("model.onnx"));
    assertRefused(current, Refusal.Kind.CONFIGURATION, "link is a link");
  }

  @Test
  void pipeIsRefusedUnopened() throws Exception {
    assertThat(new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start().waitFor())
        .isZero();

    assertRefused(folder, Refusal.Kind.CONFIGURATION, "pipe is no regular file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".manifest.json.tmp",
        ".SHA256SUMS.tmp",
        ".md5sums.tmp",
        ".model.sig.tmp",
        ".manifest.json.tmp/weights.bin",
        ".mgeo-sync-lock",
        "onnx/.mgeo-sync-tmp-1"
      })
  void nameOfATemporaryFileOfOursIsRefused(String name) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(folder.resolve(name), "x");

    assertRefused(folder, Refusal.Kind.CONFIGURATION, "uses for its own temporary files");
  }

  @ParameterizedTest
  @ValueSource(strings = {".config.json.tmp", "onnx/.manifest.json.tmp", "manifest.json.tmp"})
  void othersTemporaryNamesAreTheirs(String name) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(folder.resolve(name), "x");

    assertThat(scan(folder).manifest().files()).anyMatch(file -> file.path().value().equals(name));
  }

  @Test
  void nameThatNoBundleMayHoldIsRefused() throws IOException {
    Files.writeString(folder.resolve("line\nbreak"), "");

    assertThatThrownBy(() -> scan(folder))
        .isInstanceOfSatisfying(
            InvalidManifestException.class,
            e -> {
              assertThat(e.rule()).isEqualTo(Rule.PATH_CONTROL);
              assertThat(e.getMessage()).doesNotContain("\n");
            });
  }

  @Test
  void fileThatGrowsWhileItIsReadIsRefused() {
    assertThatThrownBy(() -> scan(folder, read -> append(folder.resolve("model.onnx"))))
        .isInstanceOfSatisfying(
            UnfitDirectoryException.class, e -> assertThat(e.kind()).isEqualTo(Refusal.Kind.BUSY));
  }

  @Test
  void folderThatIsMissingOrEmptyIsRefused(@TempDir Path empty) {
    assertRefused(folder.resolve("nowhere"), Refusal.Kind.MISSING, "nowhere is not there");
    assertRefused(empty, Refusal.Kind.MISSING, "holds no files");
  }

  private static void append(Path file) {
    try {
      if (Files.size(file) < 1000) {
        Files.writeString(file, "x", StandardOpenOption.APPEND);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertRefused(Path directory, Refusal.Kind kind, String reason) {
    assertThatThrownBy(() -> scan(directory))
        .hasMessageContaining(reason)
        .isInstanceOfSatisfying(
            UnfitDirectoryException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  private static EncodedManifest scan(Path directory) {
    return scan(directory, read -> {});
  }

  private static EncodedManifest scan(Path directory, LongConsumer progress) {
    return new BundleScanner(ChunkSizes.DEFAULT, progress)
        .scan(
            directory,
            new BundleName("mgeo-base"),
            new BundleVersion("v1"),
            Instant.parse("2026-01-01T00:00:00Z"));
  }
}
