package io.mgeosync.reconcile;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mgeosync.disk.FileStamp;
import io.mgeosync.disk.TestFiles;
import io.mgeosync.manifest.digest.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What happens to bytes on a disk. */
final class Damage {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Damage() {}

  /** The byte in the middle. */
  static void flip(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(TestFiles.writable(file), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a disk damages a file of the active release: no stat tells, so its record still fits. */
  static void rot(Rig rig, String file) throws IOException {
    Path path = rig.activeFile(file);
    flip(path);
    Path record = rig.layout.proof(rig.node.state().active().orElseThrow().name());
    ObjectNode whole = (ObjectNode) JSON.readTree(Files.readAllBytes(record));
    ObjectNode proof = whole.withObject("/proof");
    ((ObjectNode) proof.path("files").path(file))
        .put("mode", FileStamp.of(path).mode())
        .put("modified", FileStamp.of(path).modified().toInstant().toString())
        .put("changed", FileStamp.of(path).changed().toInstant().toString());
    whole.put("sha256", Digest.sha256Of(JSON.writeValueAsBytes(proof)).hex());
    Files.write(record, JSON.writeValueAsBytes(whole));
  }
}
