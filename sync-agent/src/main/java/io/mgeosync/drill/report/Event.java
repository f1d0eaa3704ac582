package io.mgeosync.drill.report;

import io.mgeosync.drill.DrillReport;
import io.mgeosync.drill.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One moment of the drill.
 *
 * @param sinceAction nanoseconds; negative before the node was taken out
 * @param what for a table
 * @param label a few words, for the picture
 */
record Event(long sinceAction, String what, String label) {

  /** All of them, in order. */
  static List<Event> of(DrillReport report) {
    Timeline timeline = report.timeline();
    String node = report.plan().node().value();
    var events = new ArrayList<Event>();
    events.add(
        new Event(
            0, "order to take %s out (%s)".formatted(node, word(report)), node + " is taken out"));
    timeline
        .moved()
        .ifPresent(
            time ->
                events.add(
                    new Event(
                        time - timeline.action(),
                        "every load balancer routes past " + node,
                        "traffic moved")));
    if (timeline.failing() > timeline.action()) {
      events.add(
          new Event(
              timeline.failing() - timeline.action(),
              "first request that was not answered right",
              "requests fail"));
    }
    timeline.recovered().ifPresent(time -> events.add(recovered(time - timeline.action())));
    events.add(
        new Event(
            timeline.restored() - timeline.action(),
            "order to bring %s back".formatted(node),
            node + " is brought back"));
    timeline
        .returned()
        .ifPresent(
            time ->
                events.add(
                    new Event(time - timeline.action(), "routed as before", "routed as before")));
    events.sort(Comparator.comparingLong(Event::sinceAction));
    return events;
  }

  private static Event recovered(long sinceAction) {
    return sinceAction == 0
        ? new Event(0, "no bad answer: nothing to recover from", "no bad answer")
        : new Event(sinceAction, "end of the last bad answer: recovered", "recovered");
  }

  private static String word(DrillReport report) {
    return report.settings().mode().word();
  }
}
