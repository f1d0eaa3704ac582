package io.mgeosync.cli;

import io.mgeosync.config.SmokeFile;
import io.mgeosync.config.SmokeFileWriter;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.smoke.Decimal;
import io.mgeosync.manifest.smoke.SmokeCase;
import io.mgeosync.manifest.smoke.SmokeRequest;
import io.mgeosync.probe.smoke.SmokeAnswers;
import io.mgeosync.probe.smoke.SmokeRecorder;
import io.mgeosync.probe.smoke.SmokeRecorder.Recorded;
import io.mgeosync.probe.smoke.Tolerance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trusted service → smoke file. */
@Command(
    name = "record",
    description = {
      "Asks a trusted service each request of a file three times, and writes what it answers as"
          + " golden cases.",
      "What is not the same every time is left out, and told. Look the result over, then publish"
          + " with --smoke."
    },
    footer = {
      "  mgeo-sync smoke record requests.yaml --url http://127.0.0.1:5000/ --out smoke.json",
      "  mgeo-sync publish ./model --smoke smoke.json --store s3://models --bundle mgeo-base"
          + " --version v1"
    })
final class SmokeRecordVerb implements Verb {
  private static final int MOST_LINES = 8;

  private final Context context;

  @Mixin SmokeTarget target;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the cases are written; replaced when it is there.")
  Path out;

  @Option(
      names = "--absolute",
      paramLabel = "NUMBER",
      description = "How far a score may be off; 0.001 when not given.")
  Decimal absolute = Decimal.parse("0.001");

  @Option(
      names = "--relative",
      paramLabel = "NUMBER",
      description = "And this part of its size beside; 0.01 when not given.")
  Decimal relative = Decimal.parse("0.01");

  SmokeRecordVerb(Context context) {
    this.context = context;
  }

  @Override
  public Set<ExitCode> endings() {
    return EnumSet.of(
        ExitCode.CONFIGURATION, ExitCode.MISMATCH, ExitCode.UNAVAILABLE, ExitCode.DENIED);
  }

  @Override
  public ExitCode run() {
    List<SmokeRequest> asked = SmokeFile.requests(target.source);
    Tolerance tolerance = tolerance();
    List<Recorded> recorded =
        target.ask(service -> new SmokeRecorder(service, tolerance).record(asked));
    List<SmokeCase> cases = recorded.stream().map(Recorded::smoke).toList();
    write(SmokeFileWriter.write(cases));
    context
        .terminal()
        .say(
            "%d cases in %s, answers %s"
                .formatted(cases.size(), out, SmokeAnswers.golden(cases).fingerprint()));
    recorded.forEach(this::tellWhatIsLeftOut);
    return ExitCode.OK;
  }

  /** A case that holds less than the answer proves less than its author may think. */
  private void tellWhatIsLeftOut(Recorded one) {
    List<String> all = one.leftOut();
    String name = one.smoke().request().name();
    all.stream()
        .limit(MOST_LINES)
        .forEach(line -> context.terminal().complain("%s leaves out %s".formatted(name, line)));
    if (all.size() > MOST_LINES) {
      context
          .terminal()
          .complain("%s leaves out %d others".formatted(name, all.size() - MOST_LINES));
    }
  }

  private Tolerance tolerance() {
    try {
      return new Tolerance(absolute, relative);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private void write(String text) {
    try {
      Files.writeString(out, text);
    } catch (IOException e) {
      throw Refusal.of(
          Refusal.Kind.DENIED,
          "%s cannot be written: %s".formatted(out, e.getMessage()),
          "name a file in a directory that this user may write",
          e);
    }
  }
}
