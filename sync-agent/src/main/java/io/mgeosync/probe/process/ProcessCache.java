package io.mgeosync.probe.process;

import io.mgeosync.probe.process.ServiceProcess.Found;
import io.mgeosync.probe.process.ServiceProcess.Lookup;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was found last. To look at every process of a machine is dear, so what was found
 * is believed while all of it lives and its mark is the same, for a minute at most: by then a
 * worker that was started beside the others is seen too.
 */
final class ProcessCache {
  private static final Duration BELIEVED = Duration.ofMinutes(1);

  private final ProcFileSystem tree;
  private final Clock clock;
  private @Nullable Sighting last;

  private record Sighting(Object mark, Found found, Instant at) {}

  /** A look at every process. */
  @FunctionalInterface
  interface Search {
    Lookup search() throws IOException;
  }

  ProcessCache(ProcFileSystem tree, Clock clock) {
    this.tree = tree;
    this.clock = clock;
  }

  /**
   * What was found last, or what a new search finds.
   *
   * @param mark what the service is told by; another one than before starts a new search
   */
  synchronized Lookup find(Object mark, Search search) throws IOException {
    if (last != null && stillTrue(last, mark)) {
      return last.found();
    }
    Lookup lookup = search.search();
    last = lookup instanceof Found found ? new Sighting(mark, found, clock.instant()) : null;
    return lookup;
  }

  private boolean stillTrue(Sighting sighting, Object mark) {
    return sighting.mark().equals(mark)
        && Duration.between(sighting.at(), clock.instant()).abs().compareTo(BELIEVED) < 0
        && sighting.found().processes().stream().allMatch(tree::alive);
  }
}
