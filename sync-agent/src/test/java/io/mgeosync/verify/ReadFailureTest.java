package io.mgeosync.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.manifest.Refusal.Kind;
import io.mgeosync.verify.FileFinding.Status;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReadFailureTest {
  private static FileFinding found(IOException failure) {
    return FileFinding.unread("a.bin", failure);
  }

  private static IOException opening(String reason) {
    return new FileSystemException("/m/a.bin", null, reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Input/output error",
        "Structure needs cleaning",
        "Bad message",
        "No data available"
      })
  void whatTheDiskHasLostIsWrong(String reason) {
    assertThat(found(new IOException(reason)).status()).isEqualTo(Status.UNREADABLE);
    assertThat(found(opening(reason)).wrong()).isTrue();
  }

  @Test
  void whatIsNotThereIsMissing() {
    assertThat(found(new NoSuchFileException("/m/a.bin")).status()).isEqualTo(Status.MISSING);
    assertThat(found(opening("Too many levels of symbolic links")).wrong()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Too many open files", "Too many open files in system", "Cannot allocate memory"})
  void whatCouldNotBeOpenedNowIsNotKnown(String reason) {
    FileFinding finding = found(opening(reason));
    assertThat(finding.status()).isEqualTo(Status.UNCHECKED);
    assertThat(finding.wrong()).isFalse();
    assertThat(UncheckedBundleException.of(Path.of("/m"), finding))
        .hasMessageContaining("/m: a.bin could not be checked: " + reason)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
  }

  @Test
  void whatThisUserMayNotReadIsDenied() {
    FileFinding finding = found(new AccessDeniedException("/m/a.bin"));
    assertThat(finding.wrong()).isFalse();
    assertThat(UncheckedBundleException.of(Path.of("/m"), finding).kind()).isEqualTo(Kind.DENIED);
    assertThat(ManifestFile.unread(Path.of("/m"), new AccessDeniedException("/m/manifest.json")))
        .isInstanceOf(UncheckedBundleException.class);
    assertThat(ManifestFile.unread(Path.of("/m"), new NoSuchFileException("/m/manifest.json")))
        .isInstanceOf(NoManifestException.class);
  }
}
