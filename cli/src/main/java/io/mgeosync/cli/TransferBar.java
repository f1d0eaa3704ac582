package io.mgeosync.cli;

import io.mgeosync.fetch.PacedListener;
import io.mgeosync.fetch.TransferReport;
import java.time.Clock;
import java.time.Duration;

/** How far a transfer is, on the one live line of a terminal; it never fills the last column. */
final class TransferBar {
  private static final Duration REDRAW = Duration.ofMillis(200);
  private static final int LONGEST = 30;
  private static final int SHORTEST = 8;

  private final Terminal terminal;
  private final String doing;

  TransferBar(Terminal terminal, String doing) {
    this.terminal = terminal;
    this.doing = doing;
  }

  /** Draws on this terminal; what is not a terminal stays empty. */
  PacedListener listener(Clock clock) {
    return PacedListener.live(clock, REDRAW, report -> terminal.showProgress(line(report)));
  }

  void done() {
    terminal.showProgress("");
  }

  private String line(TransferReport report) {
    return line(doing, report, terminal.width().getAsInt() - 1);
  }

  /** As much of it as there is room for: the bar goes first, and then the end of the sentence. */
  static String line(String doing, TransferReport report, int room) {
    String start = "%s %3d%% ".formatted(doing, report.percent());
    int left = room - start.length() - report.sentence().length() - "[] ".length();
    String bar = left < SHORTEST ? "" : bar(report.percent(), Math.min(left, LONGEST));
    String line = start + bar + report.sentence();
    return line.substring(0, Math.clamp(room, 0, line.length()));
  }

  private static String bar(int percent, int cells) {
    int full = cells * Math.clamp(percent, 0, 100) / 100;
    return "[" + "#".repeat(full) + "-".repeat(cells - full) + "] ";
  }
}
