package io.mgeosync.fetch;

import io.mgeosync.disk.DiskFailures;
import io.mgeosync.disk.DurableFiles;
import io.mgeosync.disk.Modes;
import io.mgeosync.manifest.BundlePath;
import io.mgeosync.manifest.FileEntry;
import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.json.EncodedManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The folder in which one bundle is put together. What is in it outlives the process. */
final class Staging implements AutoCloseable {
  private final Path folder;
  private final EncodedManifest manifest;
  private final ProvenFiles evidence = new ProvenFiles();
  private final Map<BundlePath, StagedFile> files = new LinkedHashMap<>();

  private Staging(Path folder, EncodedManifest manifest, StagedFile.Opener opener) {
    this.folder = folder;
    this.manifest = manifest;
    for (FileEntry entry : manifest.manifest().files()) {
      Path path = folder.resolve(entry.path().value());
      files.put(entry.path(), new StagedFile(entry, path, opener, evidence));
    }
  }

  /** Makes the folders, and clears away what is not of this bundle. */
  static Staging open(Path folder, EncodedManifest manifest, StagedFile.Opener opener) {
    DurableFiles.createDirectories(folder);
    DurableFiles.makeFoldersWritable(folder);
    try {
      UnlistedFiles.removeFrom(folder, manifest.manifest());
      for (FileEntry entry : manifest.manifest().files()) {
        Files.createDirectories(
            folder.resolve(entry.path().value()).resolveSibling("."), Modes.newFolder());
      }
    } catch (IOException e) {
      throw DiskFailures.explain(folder, e);
    }
    return new Staging(folder, manifest, opener);
  }

  Path folder() {
    return folder;
  }

  ProvenFiles evidence() {
    return evidence;
  }

  Collection<StagedFile> files() {
    return files.values();
  }

  StagedFile file(ChunkRef piece) {
    return Objects.requireNonNull(files.get(piece.entry().path()), "not of this bundle");
  }

  /** Adds the manifest and the checksum files, and makes the whole tree durable. */
  void complete() {
    Manifest content = manifest.manifest();
    writeFile(Manifest.SHA256SUMS, content.sha256Sums().getBytes(StandardCharsets.UTF_8));
    writeFile(Manifest.MD5SUMS, content.md5Sums().getBytes(StandardCharsets.UTF_8));
    writeFile(Manifest.FILE_NAME, manifest.bytes());
    DurableFiles.syncFolders(folder);
  }

  private void writeFile(String name, byte[] bytes) {
    Path file = folder.resolve(name);
    DurableFiles.writeAtomically(file, bytes);
    try {
      Modes.sealFile(file);
    } catch (IOException e) {
      throw DiskFailures.explain(file, e);
    }
  }

  /** Gives the room back. */
  void discardFiles() {
    close();
    DurableFiles.deleteTree(folder);
  }

  @Override
  public void close() {
    files.values().forEach(StagedFile::close);
  }
}
