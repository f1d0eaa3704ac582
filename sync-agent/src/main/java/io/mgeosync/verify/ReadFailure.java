package io.mgeosync.verify;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;

/** What it says of a file that it could not be read. Java hands most errors on as text only. */
enum ReadFailure {
  /** Nothing of that name is there, or no file. */
  GONE,
  /** The disk or the file system has lost it. */
  LOST,
  /** This user may not read it. */
  DENIED,
  /** Anything else, as no more open files: the next attempt may read it. */
  UNKNOWN;

  /** EIO, EUCLEAN, EBADMSG, and ENODATA, which is what a bad sector is to some block devices. */
  private static final List<String> LOSSES =
      List.of("Input/output error", "Structure needs cleaning", "Bad message", "No data available");

  /** ELOOP is a link in the place of a file. */
  private static final List<String> NO_FILE =
      List.of("Not a directory", "Is a directory", "Too many levels of symbolic links");

  static final String DENIED_WORDS = "permission denied";

  static ReadFailure of(IOException failure) {
    String words = words(failure);
    if (failure instanceof NoSuchFileException
        || failure instanceof NotDirectoryException
        || NO_FILE.stream().anyMatch(words::contains)) {
      return GONE;
    }
    if (LOSSES.stream().anyMatch(words::contains)) {
      return LOST;
    }
    return failure instanceof AccessDeniedException ? DENIED : UNKNOWN;
  }

  /** Without the path, which the reader has already. */
  static String words(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return DENIED_WORDS;
    }
    String reason =
        failure instanceof FileSystemException at ? at.getReason() : failure.getMessage();
    return reason == null ? failure.getClass().getSimpleName() : reason;
  }
}
