package io.mgeosync.disk.linux;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Room on the disk that a file has before it is written. */
public final class Reservation {
  private static final int ENOSPC = 28;
  private static final int EDQUOT = 122;

  private Reservation() {}

  /**
   * Gives the file all the room that it will take, at once. Where the file system cannot, nothing
   * happens, nor on one in memory: the room is then taken as it is written.
   *
   * @param file exists; is made {@code size} bytes long if it is shorter
   * @throws IOException when there is not so much room
   */
  public static void reserve(Path file, long size) throws IOException {
    boolean worthIt = size > 0 && !isInMemory(file);
    int error = !worthIt ? 0 : LibC.here().map(libc -> libc.allocate(file, size)).orElse(0);
    switch (error) {
      case ENOSPC ->
          throw new FileSystemException(file.toString(), null, "No space left on device");
      case EDQUOT -> throw new FileSystemException(file.toString(), null, "Disk quota exceeded");
      default -> {}
    }
  }

  /** There the kernel would find and charge every page: a fifth of what writing them costs. */
  private static boolean isInMemory(Path file) throws IOException {
    return Files.exists(file) && Files.getFileStore(file).type().equals("tmpfs");
  }

  /** How many bytes of the disk the file has; 0 for none, or when it cannot be told. */
  public static long of(Path file) {
    return LibC.here().map(libc -> libc.allocated(file)).orElse(0L);
  }
}
