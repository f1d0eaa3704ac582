package io.mgeosync.verify;

import java.io.IOException;

/**
 * What the check of one path came to.
 *
 * @param path relative to the bundle's folder
 * @param expected what the manifest says: a size, or a short digest; empty where it says nothing
 * @param actual what was found
 */
public record FileFinding(String path, Status status, String expected, String actual) {

  /** How a path in a bundle's folder can be. */
  public enum Status {
    OK,
    MISSING,
    /** In the folder and not in the manifest: a file, a link, or a special file. */
    EXTRA,
    SIZE,
    DIGEST,
    /** The disk does not give the bytes back. */
    UNREADABLE,
    /** It could not be opened here and now: nothing is known of its bytes. */
    UNCHECKED
  }

  public boolean ok() {
    return status == Status.OK;
  }

  /** Proven not to be what the manifest says. */
  public boolean wrong() {
    return status != Status.OK && status != Status.UNCHECKED;
  }

  /** What a failure to read the file says of it. */
  static FileFinding unread(String path, IOException failure) {
    return switch (ReadFailure.of(failure)) {
      case GONE -> new FileFinding(path, Status.MISSING, "", "");
      case LOST -> new FileFinding(path, Status.UNREADABLE, "", ReadFailure.words(failure));
      case DENIED, UNKNOWN ->
          new FileFinding(path, Status.UNCHECKED, "", ReadFailure.words(failure));
    };
  }

  /** One line for a human. */
  @Override
  public String toString() {
    return switch (status) {
      case OK -> path + " is right";
      case MISSING -> path + " is missing";
      case EXTRA -> "%s is %s and does not belong there".formatted(path, actual);
      case SIZE -> "%s has %s bytes and should have %s".formatted(path, actual, expected);
      case DIGEST -> "%s is %s and should be %s".formatted(path, actual, expected);
      case UNREADABLE -> "%s cannot be read: %s".formatted(path, actual);
      case UNCHECKED -> "%s could not be checked: %s".formatted(path, actual);
    };
  }
}
