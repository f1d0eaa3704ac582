package io.mgeosync.cli;

import io.mgeosync.probe.smoke.CommandSmokeService;
import io.mgeosync.probe.smoke.HttpSmokeService;
import io.mgeosync.probe.smoke.SmokeService;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which golden cases, and which service is asked. */
final class SmokeTarget {
  @Parameters(
      index = "0",
      paramLabel = "SOURCE",
      description = {
        "A smoke file; run also takes a bundle's directory or its manifest.json,",
        "and record passes over what cases expect, which may be left out."
      })
  Path source;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "Receives each request, a POST; …/v2/models/M/infer for the Open Inference Protocol.")
  @Nullable URI url;

  @Parameters(
      index = "1..*",
      paramLabel = "COMMAND",
      description = {
        "Run for each case instead: -- PROGRAM ARGUMENT…, the request being its input.",
        "It prints JSON and exits with 0, or exits with 4 for a wrong answer."
      })
  List<String> command = new ArrayList<>();

  /** Work on the service that is asked. */
  @FunctionalInterface
  interface Work<T> {
    T with(SmokeService service) throws InterruptedException;
  }

  <T> T ask(Work<T> work) {
    URI address = url;
    if ((address == null) == command.isEmpty()) {
      throw new UsageException("name what to ask: exactly one of --url and -- COMMAND");
    }
    try {
      return address == null ? work.with(new CommandSmokeService(command)) : ask(address, work);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static <T> T ask(URI address, Work<T> work) throws InterruptedException {
    HttpUrl.requireService("--url", address);
    return work.with(new HttpSmokeService(address));
  }
}
