package io.mgeosync.probe.smoke;

import io.mgeosync.manifest.smoke.SmokeRequest;
import io.mgeosync.net.Subprocess;
import io.mgeosync.net.Subprocess.Ending;
import io.mgeosync.net.Subprocess.Output;
import io.mgeosync.probe.ProbeResult;
import java.io.IOException;
import java.util.List;

/**
 * A program, run without a shell for each case: the request on its standard input, the case's name
 * in {@code MGEO_SYNC_SMOKE_CASE}. Exit status 0 with JSON on standard output is an answer to be
 * compared, 0 with nothing is the program's own word that all is right; 4 is proven wrong, as for
 * every verb of mgeo-sync; anything else proves nothing.
 */
public final class CommandSmokeService implements SmokeService {
  private static final int MAX_ANSWER_BYTES = 1 << 20;
  private static final int WRONG = 4;

  private final List<String> command;

  public CommandSmokeService(List<String> command) {
    this.command = List.copyOf(command);
  }

  @Override
  public SmokeReply sendRequest(SmokeRequest request) throws InterruptedException {
    try {
      return switch (program(request).run()) {
        case Ending.Exited exited -> judge(exited);
        case Ending.Late _ ->
            late("TooSlow", "did not end within %d ms".formatted(request.latency().toMillis()));
      };
    } catch (IOException e) {
      return late("CommandFailed", "could not be started: " + e.getMessage());
    }
  }

  private Subprocess program(SmokeRequest request) {
    return Subprocess.of(command, request.latency())
        .with("MGEO_SYNC_SMOKE_CASE", request.name())
        .reading(request.body())
        .printing(new Output.Answer(MAX_ANSWER_BYTES));
  }

  private SmokeReply judge(Ending.Exited exited) {
    if (exited.status() == WRONG) {
      return new SmokeReply.Decided(
          new ProbeResult.Wrong("CommandRefused", name() + " says that the answer is wrong"));
    }
    if (exited.status() != 0) {
      return late("CommandFailed", "exited with " + exited.status());
    }
    return exited.printed().isBlank()
        ? new SmokeReply.Decided(new ProbeResult.Good("CommandPassed", name() + " says yes"))
        : HttpSmokeService.json(exited.printed());
  }

  private SmokeReply late(String reason, String how) {
    return new SmokeReply.Decided(new ProbeResult.Late(reason, name() + " " + how));
  }

  private String name() {
    return command.getFirst();
  }
}
