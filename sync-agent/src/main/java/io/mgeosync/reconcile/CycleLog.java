package io.mgeosync.reconcile;

import io.mgeosync.manifest.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which cycles are worth a line in the log: a failure that repeats is one, until something changes.
 * Of a store that is slow or away, or a disk that is full, only every ten minutes: it fails at
 * another file, or at another number of bytes, each time. Confined to one thread.
 */
final class CycleLog {
  private static final Duration A_WHILE = Duration.ofMinutes(10);

  private static final Set<Refusal.Kind> CHANGEABLE =
      EnumSet.of(Refusal.Kind.UNAVAILABLE, Refusal.Kind.NO_SPACE);

  private @Nullable Told last;

  private record Told(
      CycleReport.Outcome outcome,
      Class<? extends Refusal> what,
      Refusal.Kind kind,
      String sentence,
      Instant at) {
    static Told of(CycleReport report, Refusal problem) {
      return new Told(
          report.outcome(), problem.getClass(), problem.kind(), report.sentence(), report.at());
    }

    boolean covers(Told next) {
      boolean same = outcome == next.outcome && what == next.what && kind == next.kind;
      boolean soon = CHANGEABLE.contains(kind) && next.at.isBefore(at.plus(A_WHILE));
      return same && (soon || sentence.equals(next.sentence));
    }
  }

  /** Asked once of each cycle. */
  boolean isNews(CycleReport report) {
    if (report.success()) {
      last = null;
      return true;
    }
    Told next = Told.of(report, report.problem().orElseThrow());
    boolean news = last == null || !last.covers(next);
    if (news) {
      last = next;
    }
    return news;
  }
}
