package io.mgeosync.cli;

import io.mgeosync.fetch.FetchListener;
import io.mgeosync.fetch.PacedListener;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.Refusal;
import java.time.Clock;
import java.time.Duration;

/**
 * For people: a bar for one who watches, a line a minute for a verbose log, and for cron nothing
 * but failures, and a channel that expires soon.
 */
final class SyncText implements SyncReport {
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final Terminal terminal;
  private final Clock clock;
  private final boolean verbose;

  SyncText(Terminal terminal, Clock clock, boolean verbose) {
    this.terminal = terminal;
    this.clock = clock;
    this.verbose = verbose;
  }

  @Override
  public FetchListener listener(BundleName bundle) {
    String doing = "fetching " + bundle;
    if (terminal.interactive()) {
      return new TransferBar(terminal, doing).listener(clock);
    }
    return verbose
        ? PacedListener.log(
            clock,
            EVERY,
            report ->
                terminal.note("%s: %d%%, %s".formatted(doing, report.percent(), report.sentence())))
        : FetchListener.none();
  }

  @Override
  public void reportCycle(BundleName bundle, Node.Cycle cycle) {
    terminal.showProgress("");
    if (cycle.problem().isPresent()) {
      terminal.complain(bundle + ": " + cycle.sentence());
    } else if (verbose || terminal.interactive()) {
      terminal.say(bundle + ": " + cycle.sentence());
    }
    if (cycle.problem().isEmpty()) {
      cycle.warnings().forEach(warning -> terminal.complain(bundle + ": warning: " + warning));
    }
  }

  @Override
  public void reportRefusal(BundleName bundle, Refusal refusal) {
    terminal.complain(bundle + ": " + refusal.getMessage());
  }
}
