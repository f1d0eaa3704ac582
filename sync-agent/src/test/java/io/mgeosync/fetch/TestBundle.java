package io.mgeosync.fetch;

import io.mgeosync.channel.Pin;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundleSpec;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.FileEntry;
import io.mgeosync.manifest.Manifest;
import io.mgeosync.manifest.digest.ChunkSizes;
import io.mgeosync.manifest.json.EncodedManifest;
import io.mgeosync.manifest.scan.BundleScanner;
import io.mgeosync.store.Content;
import io.mgeosync.store.InMemoryStore;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.Precondition;
import io.mgeosync.store.StoreKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Random;

/** A bundle of random bytes with small chunks, so that small files have many of them. */
public record TestBundle(Path source, EncodedManifest manifest) {
  private static final BundleName NAME = new BundleName("mgeo-base");
  private static final ChunkSizes CHUNKS = new ChunkSizes(4096, 8192, 32768);

  /** Random bytes that are the same for the same seed. */
  public static byte[] bytes(int seed, int size) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  public static TestBundle of(Path source, String version, Map<String, byte[]> files)
      throws IOException {
    return of(source, version, files, BundleSpec.NOTHING);
  }

  public static TestBundle of(
      Path source, String version, Map<String, byte[]> files, BundleSpec asks) throws IOException {
    for (var file : files.entrySet()) {
      Path path = source.resolve(file.getKey());
      Files.createDirectories(path.resolveSibling("."));
      Files.write(path, file.getValue());
    }
    Instant created = Instant.parse("2026-01-02T03:04:05Z");
    EncodedManifest manifest =
        new BundleScanner(CHUNKS, bytes -> {})
            .scan(source, NAME, new BundleVersion(version), created, asks);
    return new TestBundle(source, manifest);
  }

  /** A weight file of 1 MB, a folder, a name that is not ASCII, and an empty file. */
  public static TestBundle typical(Path source, String version, int seed) throws IOException {
    return of(
        source,
        version,
        Map.of(
            "weights.bin", bytes(seed, 1_000_000),
            "tokenizer/vocab.txt", bytes(7, 50_000),
            "tokenizer/词表.txt", bytes(8, 300),
            "empty", new byte[0]));
  }

  public Pin pin() {
    Manifest content = manifest.manifest();
    return new Pin(content.bundle(), content.version(), manifest.digest());
  }

  public long size() {
    return manifest.manifest().totalSize();
  }

  public ObjectKey key(String file) {
    return StoreKeys.version(pin().bundle(), pin().version()).resolve(file);
  }

  public InMemoryStore publish(InMemoryStore store) throws IOException {
    for (FileEntry entry : manifest.manifest().files()) {
      byte[] bytes = Files.readAllBytes(source.resolve(entry.path().value()));
      put(store, entry.path().value(), bytes);
    }
    put(store, Manifest.FILE_NAME, manifest.bytes());
    return store;
  }

  private void put(InMemoryStore store, String file, byte[] bytes) {
    store.put(key(file), Content.of(bytes), new Precondition.None());
  }
}
