package io.mgeosync.probe.process;

/**
 * One process, told apart from a later one that is given the same number.
 *
 * @param pid as the reader of {@code /proc} sees it
 * @param startTicks when it started, in hundredths of a second after the machine did
 */
public record ProcessId(long pid, long startTicks) {
  @Override
  public String toString() {
    return "process " + pid;
  }
}
