package io.mgeosync.e2e.bench.failover;

import io.mgeosync.e2e.bench.failover.site.BenchNode;
import io.mgeosync.e2e.bench.failover.site.Column;
import java.io.IOException;

/** A new version on one node after the other, first where no request goes. */
final class Rollout {
  private Rollout() {}

  /** Returns when both nodes serve the version after the one that they serve now. */
  static void both(Column column) throws IOException {
    column.promote(FailoverBench.after(column.version()));
    step(column, column.spare());
    if (column.kind().director()) {
      column.switchOver(true);
    }
    step(column, column.primary());
    if (column.kind().director()) {
      column.switchOver(false);
    }
  }

  /** Both agents are told of a new version in the same moment; returns when they were told. */
  static void atOnce(Column column) throws IOException {
    column.promote(FailoverBench.after(column.version()));
    column.primary().sync();
    column.spare().sync();
  }

  private static void step(Column column, BenchNode node) throws IOException {
    if (column.kind().agents()) {
      node.sync();
      node.awaitReady(column.version());
    } else {
      node.replaceModel(column.published().directory(column.version()));
    }
  }
}
