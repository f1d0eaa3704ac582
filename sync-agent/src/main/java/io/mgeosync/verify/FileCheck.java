package io.mgeosync.verify;

import io.mgeosync.disk.FileStamp;
import io.mgeosync.fetch.Evidence;
import io.mgeosync.manifest.FileEntry;
import io.mgeosync.manifest.digest.Chunk;
import io.mgeosync.verify.FileFinding.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Checks files by their chunks, so that one large file keeps every processor busy. */
final class FileCheck {
  /** Bytes that one task reads: large enough that handing out tasks costs nothing. */
  private static final long TASK_BYTES = 64L << 20;

  private final Path folder;
  private final Evidence evidence;

  FileCheck(Path folder, Evidence evidence) {
    this.folder = folder;
    this.evidence = evidence;
  }

  /** What must be done for this file; its one finding comes from the last task that ends. */
  List<Runnable> tasks(FileEntry file, Consumer<FileFinding> findings) {
    Optional<FileFinding> early = withoutReading(file);
    if (early.isPresent()) {
      findings.accept(early.get());
      return List.of();
    }
    List<ChunkRun> runs = ChunkRun.of(file.digests().chunks(), TASK_BYTES);
    var left = new AtomicInteger(runs.size());
    var worst = new AtomicReference<>(ok(file));
    List<Runnable> tasks = new ArrayList<>();
    for (ChunkRun run : runs) {
      tasks.add(
          () -> {
            read(file, run).ifPresent(worst::set);
            if (left.decrementAndGet() == 0) {
              findings.accept(worst.get());
            }
          });
    }
    return tasks;
  }

  private Optional<FileFinding> withoutReading(FileEntry file) {
    Path path = folder.resolve(file.path().value());
    try {
      var attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isRegularFile()) {
        return Optional.of(finding(file, Status.MISSING, "", ""));
      }
      if (attributes.size() != file.size()) {
        return Optional.of(
            finding(
                file, Status.SIZE, Long.toString(file.size()), Long.toString(attributes.size())));
      }
      boolean proven = evidence.of(file.path()).equals(Optional.of(FileStamp.of(path)));
      return proven || file.size() == 0 ? Optional.of(ok(file)) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.of(finding(file, Status.MISSING, "", ""));
    } catch (IOException e) {
      return Optional.of(finding(file, Status.UNREADABLE, "", String.valueOf(e.getMessage())));
    }
  }

  private Optional<FileFinding> read(FileEntry file, ChunkRun run) {
    try {
      Optional<Chunk> wrong = run.firstWrong(folder.resolve(file.path().value()));
      return wrong.map(
          chunk ->
              finding(file, Status.DIGEST, "chunk " + chunk.sha256().shortHex(), "other bytes"));
    } catch (IOException e) {
      return Optional.of(finding(file, Status.UNREADABLE, "", String.valueOf(e.getMessage())));
    }
  }

  private static FileFinding ok(FileEntry file) {
    return finding(file, Status.OK, "", "");
  }

  private static FileFinding finding(
      FileEntry file, Status status, String expected, String actual) {
    return new FileFinding(file.path().value(), status, expected, actual);
  }
}
