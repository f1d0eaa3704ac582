package io.mgeosync.cli;

/** How far a transfer is, on the progress line of a terminal. */
final class TransferLine {
  private static final long MIB = 1 << 20;

  private final Terminal terminal;
  private final String doing;
  private long shownPercent = -1;

  TransferLine(Terminal terminal, String doing) {
    this.terminal = terminal;
    this.doing = doing;
  }

  /** In bytes. */
  void show(long done, long total) {
    long percent = total == 0 ? 100 : done * 100 / total;
    if (percent != shownPercent) {
      shownPercent = percent;
      terminal.progress("%s %d%% of %d MiB".formatted(doing, percent, (total + MIB - 1) / MIB));
    }
  }

  void done() {
    terminal.progress("");
  }
}
