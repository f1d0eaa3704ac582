package io.mgeosync.e2e.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Makes the model directories: random bytes, the same in every run. */
final class Tree {
  private static final int MIB = 1024 * 1024;
  private static final int PIECE = MIB;
  private static final int SMALL_FILES = 60;
  private static final int MANY_FILES = 10_000;
  private static final int MANY_FILE_SIZE = 20 * 1024;
  private static final int FOLDER_SIZE = 100;
  private static final int INSERTION = 1024;

  private final double scale;

  /**
   * @param scale 1 for the sizes of the benchmark; less for a quick try
   */
  Tree(double scale) {
    this.scale = scale;
  }

  /** One file of 1 GiB, one of 200 MiB and 60 of 1 to 60 KiB. */
  void writeBig(Path directory) throws IOException {
    writeBig(directory, 0);
  }

  /** The same, but 1 KiB longer at the head of the largest file. */
  void writeBigWithInsertion(Path directory) throws IOException {
    writeBig(directory, INSERTION);
  }

  private void writeBig(Path directory, int insertion) throws IOException {
    Files.createDirectories(directory);
    try (OutputStream out = open(directory.resolve("weights.bin"))) {
      writeRandom(out, insertion, 7);
      writeRandom(out, scaled(1024L * MIB), 1);
    }
    writeFile(directory.resolve("embeddings.bin"), scaled(200L * MIB), 2);
    for (int i = 1; i <= SMALL_FILES; i++) {
      writeFile(directory.resolve("small-%02d.json".formatted(i)), i * 1024L, 1000 + i);
    }
  }

  /** 10 000 files of 20 KiB, a hundred in a folder. */
  void writeMany(Path directory) throws IOException {
    int files = (int) Math.max(1, Math.round(MANY_FILES * scale));
    for (int i = 0; i < files; i++) {
      Path folder = directory.resolve("shard-%03d".formatted(i / FOLDER_SIZE));
      Files.createDirectories(folder);
      writeFile(folder.resolve("part-%05d.bin".formatted(i)), MANY_FILE_SIZE, 10_000 + i);
    }
  }

  /** Next to nothing, for emptying a node that cannot be told to forget. */
  static void writeBlank(Path directory, String text) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("blank.txt"), text);
  }

  private long scaled(long bytes) {
    return Math.max(1, Math.round(bytes * scale));
  }

  private static void writeFile(Path file, long size, long seed) throws IOException {
    try (OutputStream out = open(file)) {
      writeRandom(out, size, seed);
    }
  }

  private static OutputStream open(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file), PIECE);
  }

  private static void writeRandom(OutputStream out, long size, long seed) throws IOException {
    var random = new SplittableRandom(seed);
    byte[] piece = new byte[PIECE];
    for (long left = size; left > 0; left -= piece.length) {
      random.nextBytes(piece);
      out.write(piece, 0, (int) Math.min(left, piece.length));
    }
  }
}
