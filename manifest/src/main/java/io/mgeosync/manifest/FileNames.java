package io.mgeosync.manifest;

/**
 * Whether this JVM can name a file. To Linux a name is bytes, in a bundle it is UTF-8, and to the
 * JVM it is what the host's locale says: in a locale without UTF-8 a file with a name outside ASCII
 * is taken for a missing one or for another one, which says nothing of its bytes.
 */
public final class FileNames {
  private static final FileNames OF_THIS_JVM =
      new FileNames(System.getProperty("sun.jnu.encoding", ""));

  private final String encoding;

  FileNames(String encoding) {
    this.encoding = encoding;
  }

  public static FileNames ofThisJvm() {
    return OF_THIS_JVM;
  }

  /** Whether the name reaches the file system, and comes back, as it is. */
  public boolean canSay(String name) {
    return encoding.equalsIgnoreCase("UTF-8") || name.chars().allMatch(c -> c < 0x80);
  }

  /**
   * One file.
   *
   * @throws UnsayableNameException when this JVM cannot name it
   */
  public void requireNameable(String name) {
    if (!canSay(name)) {
      throw new UnsayableNameException(name, encoding);
    }
  }

  /**
   * All files of a bundle.
   *
   * @throws UnsayableNameException naming the first that this JVM cannot name
   */
  public void requireNameable(Manifest manifest) {
    manifest.files().forEach(file -> requireNameable(file.path().value()));
  }
}
