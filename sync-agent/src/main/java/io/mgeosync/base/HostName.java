package io.mgeosync.base;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** This machine's name, asked of the kernel first: a broken resolver must not delay a start. */
public final class HostName {
  private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

  private HostName() {}

  public static String get() {
    try {
      return Files.readString(KERNEL).strip();
    } catch (IOException e) {
      return fromResolver();
    }
  }

  private static String fromResolver() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
