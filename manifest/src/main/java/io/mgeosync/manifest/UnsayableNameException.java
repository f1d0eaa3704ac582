package io.mgeosync.manifest;

/** This host has no locale in which the JVM can name a file. Nothing is known of the file. */
public final class UnsayableNameException extends Refusal {
  UnsayableNameException(String name, String encoding) {
    super(
        Kind.CONFIGURATION,
        "this host has no UTF-8 locale (the JVM names files in %s), so %s cannot be opened by its name"
            .formatted(encoding, printable(name)),
        "install C.UTF-8 (Debian: apt-get install libc-bin; Red Hat: dnf install"
            + " glibc-langpack-en), or set LC_ALL to a UTF-8 locale of `locale -a`",
        null);
  }

  /** A name may hold anything but NUL and slash: it must not forge a log line. */
  private static String printable(String untrusted) {
    return untrusted.replaceAll("\\p{C}|[\\u2028\\u2029]", "?");
  }
}
