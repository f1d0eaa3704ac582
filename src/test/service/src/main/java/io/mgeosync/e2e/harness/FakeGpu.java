package io.mgeosync.e2e.harness;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An NVIDIA driver with one GPU, in C: the two libraries that a process finds in the place of the
 * real ones when it is started with {@link #environment}. It needs gcc.
 */
public final class FakeGpu {
  private static final Duration COMPILE = Duration.ofSeconds(60);

  /** What the GPU is like; the driver looks at each call. */
  public enum State {
    OK,
    /** It fell off the bus. */
    LOST,
    /** Calls return when the state is another one. */
    HUNG
  }

  private final Path folder;
  private String now = "";
  private String switches = "";

  /**
   * Compiles the libraries.
   *
   * @param folder is made
   */
  public FakeGpu(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    for (String source : List.of("state.h", "nvml.c", "cuda.c")) {
      extract(source);
    }
    compile("nvml.c", "libnvidia-ml.so.1");
    compile("cuda.c", "libcuda.so.1");
    become(State.OK);
  }

  private void extract(String source) throws IOException {
    try (InputStream in = FakeGpu.class.getResourceAsStream("/fake-gpu/" + source)) {
      if (in == null) {
        throw new FileNotFoundException("not on the class path: " + source);
      }
      Files.copy(in, folder.resolve(source), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void compile(String source, String library) throws IOException {
    List<String> command =
        List.of(
            "gcc",
            "-shared",
            "-fPIC",
            "-o",
            folder.resolve(library).toString(),
            folder.resolve(source).toString());
    try (Child gcc = Child.start(folder.resolve("gcc.log"), Map.of(), command)) {
      if (gcc.exitCode(COMPILE) != 0) {
        throw new IOException("gcc refuses " + source + ": " + gcc.output());
      }
    }
  }

  /** What a process needs in its environment to find this driver. */
  public Map<String, String> environment() {
    return Map.of("LD_LIBRARY_PATH", folder.toString(), "FAKE_GPU", state().toString());
  }

  private Path state() {
    return folder.resolve("state");
  }

  /**
   * From now on the GPU is like this.
   *
   * @param pids the processes that compute on it
   */
  public synchronized void become(State state, long... pids) throws IOException {
    var line = new StringBuilder(state.name().toLowerCase(Locale.ROOT));
    for (long pid : pids) {
      line.append(' ').append(pid);
    }
    now = line.toString();
    write();
  }

  /** From now on it has these of the switches in {@code fake-gpu/state.h}, and no others. */
  public synchronized void set(String... all) throws IOException {
    switches = String.join(" ", all);
    write();
  }

  private void write() throws IOException {
    // Renamed into place: the driver never reads half of it.
    Path next = Files.writeString(folder.resolve("state.next"), now + "\n" + switches + "\n");
    Files.move(next, state(), StandardCopyOption.ATOMIC_MOVE);
  }
}
