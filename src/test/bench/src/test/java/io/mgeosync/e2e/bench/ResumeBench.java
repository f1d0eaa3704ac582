package io.mgeosync.e2e.bench;

import io.mgeosync.e2e.bench.Row.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Kills a pull when half of its bytes have come, runs it again, and counts what came twice. */
final class ResumeBench {
  static final String LABEL = "killed at half, resumed";
  private static final double MIB = 1024 * 1024;

  private final Site site;
  private final Options options;
  private final Results results;

  ResumeBench(Site site, Options options, Results results) {
    this.site = site;
    this.options = options;
    this.results = results;
  }

  /** Everything goes over {@code line}, the timed second half too. */
  void run(List<CommandPeer> peers, CountingLine line) throws IOException {
    for (CommandPeer peer : peers) {
      if (peer.missing().isPresent()) {
        results.add(Row.without(LABEL, peer.name(), "missing: " + peer.missing().get()));
        continue;
      }
      try {
        results.add(measure(peer, line));
      } catch (RunFailedException e) {
        results.fail(LABEL, peer.name(), String.valueOf(e.getMessage()));
        results.add(Row.without(LABEL, peer.name(), "failed"));
      }
    }
  }

  private Row measure(CommandPeer peer, CountingLine line) throws IOException {
    List<Usage> usages = new ArrayList<>();
    double[] twice = new double[options.runs()];
    Wire last = new Wire(0, 0);
    for (int run = 0; run < twice.length; run++) {
      peer.forget();
      long bytes = line.received();
      long requests = line.requests();
      killAtHalf(peer, line);
      usages.add(peer.pull(Version.BIG));
      last = new Wire(line.received() - bytes, line.requests() - requests);
      twice[run] = Math.max(0, last.bytes() - site.size(Version.BIG));
    }
    requireRight(peer);
    peer.forget();
    double again = Statistics.median(twice);
    results.fetchedTwice(peer.name(), again);
    String note = "fetched twice: " + Table.number(again / MIB) + " MiB";
    return new Row(LABEL, peer.name(), usages, Optional.of(last), note);
  }

  private void killAtHalf(CommandPeer peer, CountingLine line) throws IOException {
    // Promoting beforehand keeps its bytes out of the half.
    site.promote(Version.BIG);
    line.markAfter(site.size(Version.BIG) / 2);
    Timed.Running pull = peer.start(Version.BIG);
    boolean half = line.awaitMark(options.limit().toSeconds(), TimeUnit.SECONDS);
    boolean alive = pull.child().alive();
    pull.child().kill();
    if (!half || !alive) {
      throw new RunFailedException(half ? "ended before it could be killed" : "came to no half");
    }
  }

  private void requireRight(CommandPeer peer) throws IOException {
    String different = site.digest(Version.BIG).difference(TreeDigest.of(peer.tree()));
    if (!different.isEmpty()) {
      throw new RunFailedException("wrong bytes in " + different);
    }
  }
}
