package io.mgeosync.e2e.service;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;

/** Keeps a weights file mapped, as frameworks do that read it on demand; nothing at first. */
final class MappedWeights implements AutoCloseable {
  private final Arena arena = Arena.ofShared();

  void map(Path release) throws IOException {
    try (var weights = FileChannel.open(release.resolve("model.onnx"))) {
      weights.map(MapMode.READ_ONLY, 0, weights.size(), arena);
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
