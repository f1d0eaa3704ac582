package io.mgeosync.probe.smoke;

import io.mgeosync.manifest.smoke.SmokeRequest;
import io.mgeosync.probe.ProbeResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

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
  public SmokeReply ask(SmokeRequest request) throws InterruptedException {
    try {
      return talk(start(request), request);
    } catch (IOException e) {
      return late("CommandFailed", "could not be started: " + OneLine.of("" + e.getMessage()));
    }
  }

  private Process start(SmokeRequest request) throws IOException {
    var builder = new ProcessBuilder(command).redirectError(Redirect.DISCARD);
    builder.environment().put("MGEO_SYNC_SMOKE_CASE", request.name());
    return builder.start();
  }

  private SmokeReply talk(Process process, SmokeRequest request) throws InterruptedException {
    List<ProcessHandle> family = List.of();
    try {
      CompletableFuture<byte[]> output = read(process.getInputStream());
      write(process, request.body());
      if (!process.waitFor(request.latency().toMillis(), TimeUnit.MILLISECONDS)) {
        family = process.descendants().toList();
        return late("TooSlow", "did not end within %d ms".formatted(request.latency().toMillis()));
      }
      return judge(process.exitValue(), output);
    } finally {
      // Its children are nobody's once it has ended, so they were asked for before.
      process.destroyForcibly();
      family.forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** A program that does not read its input is not wrong for that. */
  private static void write(Process process, String body) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(body.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It ended before it had read everything: its exit status says the rest.
    }
  }

  private static CompletableFuture<byte[]> read(InputStream out) {
    var whole = new CompletableFuture<byte[]>();
    Thread.ofVirtual()
        .name("smoke-command-output")
        .start(
            () -> {
              try (out) {
                whole.complete(out.readNBytes(MAX_ANSWER_BYTES));
              } catch (IOException e) {
                whole.complete(new byte[0]);
              }
            });
    return whole;
  }

  private SmokeReply judge(int status, CompletableFuture<byte[]> output) {
    if (status == WRONG) {
      return new SmokeReply.Decided(
          new ProbeResult.Wrong("CommandRefused", name() + " says that the answer is wrong"));
    }
    if (status != 0) {
      return late("CommandFailed", "exited with " + status);
    }
    // A child that it left behind may hold the pipe open for ever.
    byte[] answer = output.completeOnTimeout(new byte[0], 1, TimeUnit.SECONDS).join();
    return new String(answer, StandardCharsets.UTF_8).isBlank()
        ? new SmokeReply.Decided(new ProbeResult.Good("CommandPassed", name() + " says yes"))
        : HttpSmokeService.json(answer);
  }

  private SmokeReply late(String reason, String how) {
    return new SmokeReply.Decided(new ProbeResult.Late(reason, name() + " " + how));
  }

  private String name() {
    return command.getFirst();
  }
}
