package io.mgeosync.probe.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * What one process has mapped and open. The kernel shows that to the same user, and to a process
 * with CAP_SYS_PTRACE. A process that ends while it is read holds nothing.
 */
public final class ProcessFiles {
  private static final String SOCKET = "socket:[";

  private final ProcessId process;
  private final Path folder;
  private final BooleanSupplier alive;

  /**
   * @param folder its own below {@code /proc}
   * @param alive whether this very process still runs
   */
  ProcessFiles(ProcessId process, Path folder, BooleanSupplier alive) {
    this.process = process;
    this.folder = folder;
    this.alive = alive;
  }

  /**
   * Each file that it has mapped or open.
   *
   * @throws IOException when this user may not see them
   */
  public Set<HeldFile> held() throws IOException {
    var held = new LinkedHashSet<HeldFile>();
    // A path is bytes to the kernel: any byte must come through unharmed.
    try (Stream<String> maps = Files.lines(folder.resolve("maps"), StandardCharsets.ISO_8859_1)) {
      maps.map(HeldFile::ofMapping).flatMap(Optional::stream).forEach(held::add);
    } catch (IOException | UncheckedIOException e) {
      requireGone(e);
    }
    for (Path descriptor : descriptors()) {
      openFile(descriptor).ifPresent(held::add);
    }
    return held;
  }

  /** The file that the process finds at a path of its own; empty when there is none. */
  public Optional<FileId> at(String path) {
    try {
      return Optional.of(FileId.of(folder.resolve("root").resolve(path.substring(1))));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * The inodes of its sockets.
   *
   * @throws IOException when this user may not see them
   */
  Set<Long> sockets() throws IOException {
    var inodes = new LinkedHashSet<Long>();
    for (Path descriptor : descriptors()) {
      String target = target(descriptor);
      if (target.startsWith(SOCKET)) {
        inodes.add(Long.valueOf(target.substring(SOCKET.length(), target.length() - 1)));
      }
    }
    return inodes;
  }

  private static Optional<HeldFile> openFile(Path descriptor) {
    String target = target(descriptor);
    if (!target.startsWith("/")) {
      return Optional.empty();
    }
    try {
      return Optional.of(HeldFile.of(FileId.of(descriptor), target));
    } catch (IOException e) {
      return Optional.empty(); // closed in between
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return ""; // closed in between
    }
  }

  private List<Path> descriptors() throws IOException {
    var descriptors = new ArrayList<Path>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.resolve("fd"))) {
      entries.forEach(descriptors::add);
    } catch (IOException | DirectoryIteratorException e) {
      requireGone(e);
    }
    return descriptors;
  }

  private void requireGone(Exception e) throws IOException {
    if (alive.getAsBoolean()) {
      throw new IOException("the kernel does not show what " + process + " holds", e);
    }
  }
}
