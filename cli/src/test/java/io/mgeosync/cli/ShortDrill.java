package io.mgeosync.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A whole drill within a second or so, over real HTTP. */
final class ShortDrill {
  static final Optional<String> RIGHT = Optional.of(FakeService.RIGHT);

  private ShortDrill() {}

  /**
   * Drills.
   *
   * @param answers as a {@link FakeService} takes them
   */
  static CliRun run(
      FakeDirector director, Function<String, Optional<String>> answers, String... more)
      throws IOException {
    return run("200ms", director, answers, more);
  }

  /** With another baseline than one of 20 requests. */
  static CliRun run(
      String baseline,
      FakeDirector director,
      Function<String, Optional<String>> answers,
      String... more)
      throws IOException {
    try (FakeService service = new FakeService(director, answers)) {
      return run(baseline, director, service, more);
    }
  }

  /** At a service that may be anything. */
  static CliRun run(String baseline, FakeDirector director, FakeService service, String... more) {
    String[] first = {
      "drill", "--url", service.url(), "--director", director.url(), "--rate", "100"
    };
    String[] times = {
      "--baseline", baseline, "--hold", "200ms", "--settle", "200ms", "--timeout", "1s"
    };
    return CliRun.of(
        new FakeNode(), Stream.of(first, times, more).flatMap(Stream::of).toArray(String[]::new));
  }
}
