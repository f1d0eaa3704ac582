package io.mgeosync.e2e.harness;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A directory whose file system hangs or fails when a test says so, for processes that are started
 * with {@link #environment}: a library in C between them and the kernel. A call that hangs does so
 * in native code, as on a hard NFS mount, where no interrupt of Java's reaches it. The same library
 * never resolves a host name below {@value #HUNG_DOMAIN}. It needs gcc, and no privilege.
 */
public final class FaultyFiles {
  /** Host names below it are never resolved, and never refused. */
  public static final String HUNG_DOMAIN = "hung.test";

  private static final Duration COMPILE = Duration.ofSeconds(60);

  /** How calls below the directory end. */
  public enum State {
    /** As they should. */
    OK('o'),
    /** Not before the state is another one. */
    HUNG('h'),
    /** Nothing new has room (ENOSPC). */
    FULL('f'),
    /** Nothing can be changed (EROFS). */
    READ_ONLY('r'),
    /** Nothing can be changed, for the disk fails (EIO). */
    FAILING('e');

    private final char letter;

    State(char letter) {
      this.letter = letter;
    }
  }

  private final Path library;
  private final Path state;
  private final Path root;

  /**
   * Compiles the library.
   *
   * @param folder for what this needs, made if it is not there
   * @param root the directory that is to be faulty
   */
  public FaultyFiles(Path folder, Path root) throws IOException {
    Files.createDirectories(folder);
    this.library = folder.resolve("faulty-files.so");
    this.state = folder.resolve("state");
    this.root = root;
    Files.writeString(state, "o");
    compile(folder);
  }

  private void compile(Path folder) throws IOException {
    Path source = folder.resolve("files.c");
    try (InputStream in = FaultyFiles.class.getResourceAsStream("/faulty-files/files.c")) {
      if (in == null) {
        throw new FileNotFoundException("not on the class path: faulty-files/files.c");
      }
      Files.copy(in, source, StandardCopyOption.REPLACE_EXISTING);
    }
    List<String> command =
        List.of("gcc", "-shared", "-fPIC", "-O1", "-o", library.toString(), source.toString());
    try (Child gcc = Child.start(folder.resolve("gcc.log"), Map.of(), command)) {
      if (gcc.exitCode(COMPILE) != 0) {
        throw new IOException("gcc refuses files.c: " + gcc.output());
      }
    }
  }

  /** What a process needs in its environment to meet the faults. */
  public Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD", library.toString(),
        "FAULTY_FILES", state.toString(),
        "FAULTY_ROOT", root.toString());
  }

  /** From now on calls end like this; those that hang go on. */
  public void become(State next) throws IOException {
    // In place: the processes have the page mapped.
    try (var file = new RandomAccessFile(state.toFile(), "rw")) {
      file.write(next.letter);
    }
  }
}
