package io.mgeosync.e2e.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pull that is timed.
 *
 * @param label what it is called in the table
 * @param from the version that is there before; none: nothing is
 * @param to the version that is pulled
 */
record Workload(String label, Optional<Version> from, Version to) {
  /** Cycles of a warm agent that found nothing to do are too short for the clock of a process. */
  private static final int SHORT_RUNS = 20;

  static final String COLD = "cold";
  static final String UNCHANGED = "unchanged";
  static final String INSERTION = "1 KiB inserted at the head";
  static final String MANY = "10 000 small files";

  static Workload cold() {
    return new Workload(COLD, Optional.empty(), Version.BIG);
  }

  static Workload unchanged() {
    return new Workload(UNCHANGED, Optional.of(Version.BIG), Version.BIG);
  }

  static Workload insertion() {
    return new Workload(INSERTION, Optional.of(Version.BIG), Version.BIG_WITH_INSERTION);
  }

  static Workload many() {
    return new Workload(MANY, Optional.empty(), Version.MANY);
  }

  Workload labelled(String otherLabel) {
    return new Workload(otherLabel, from, to);
  }

  /** Everything that must have happened before the clock starts. */
  void prepare(Peer peer) throws IOException {
    if (!changesNothing()) {
      peer.forget();
    }
    if (from.isPresent()) {
      peer.pull(from.get());
    }
  }

  Usage run(Peer peer) throws IOException {
    if (!changesNothing() || !peer.warm()) {
      return peer.pull(to);
    }
    List<Usage> runs = new ArrayList<>();
    while (runs.size() < SHORT_RUNS) {
      runs.add(peer.pull(to));
    }
    return Usage.mean(runs);
  }

  boolean changesNothing() {
    return from.equals(Optional.of(to));
  }
}
