package io.mgeosync.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mgeosync.fetch.FetchListener;
import io.mgeosync.fetch.PacedListener;
import io.mgeosync.fetch.TransferReport;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.Refusal;
import java.time.Clock;
import java.time.Duration;

/** For programs: each event one JSON object on a line of its own; keys are only ever added. */
final class SyncEvents implements SyncReport {
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final Terminal terminal;
  private final Clock clock;

  SyncEvents(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public FetchListener listener(BundleName bundle) {
    return PacedListener.live(clock, EVERY, report -> writeEvent(progress(bundle, report)));
  }

  private static ObjectNode progress(BundleName bundle, TransferReport report) {
    ObjectNode event =
        event("progress", bundle)
            .put("fetchedBytes", report.progress().fetched())
            .put("reusedBytes", report.progress().reused())
            .put("totalBytes", report.progress().total())
            .put("bytesPerSecond", report.bytesPerSecond());
    report.left().ifPresent(left -> event.put("secondsLeft", left.toSeconds()));
    return event;
  }

  @Override
  public void reportCycle(BundleName bundle, Node.Cycle cycle) {
    ObjectNode event =
        event("cycle", bundle)
            .put("success", cycle.problem().isEmpty())
            .put("outcome", cycle.outcome())
            .put("sentence", cycle.sentence());
    cycle.problem().ifPresent(problem -> event.put("problem", problem.getMessage()));
    if (!cycle.warnings().isEmpty()) {
      cycle.warnings().forEach(event.putArray("warnings")::add);
    }
    writeEvent(event);
  }

  @Override
  public void reportRefusal(BundleName bundle, Refusal refusal) {
    writeEvent(event("cycle", bundle).put("success", false).put("problem", refusal.getMessage()));
  }

  private static ObjectNode event(String name, BundleName bundle) {
    return JsonLine.object().put("event", name).put("bundle", bundle.value());
  }

  private void writeEvent(ObjectNode event) {
    terminal.say(JsonLine.line(event));
  }
}
