package io.mgeosync.probe.service;

import io.mgeosync.activate.ActiveRelease;
import io.mgeosync.channel.Pin;
import io.mgeosync.manifest.Printable;
import io.mgeosync.net.HttpAnswer;
import io.mgeosync.net.HttpCall;
import io.mgeosync.net.NoAnswer;
import io.mgeosync.probe.Unanswered;
import io.mgeosync.probe.service.Testimony.Confirms;
import io.mgeosync.probe.service.Testimony.Contradicts;
import io.mgeosync.probe.service.Testimony.Silent;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Collectors;

/** The service's own word, asked over HTTP. */
public final class ReportWitness implements Witness {
  private static final int OK = 200;
  private static final int LONGEST_QUOTE = 24;

  private final HttpCall call;
  private final ReportForm form;

  /**
   * @param patience how long an answer may take; less than the probe's deadline, so that what is
   *     told of it is heard
   */
  public ReportWitness(URI url, ReportForm form, Duration patience) {
    this.call = HttpCall.get(url, patience);
    this.form = form;
  }

  @Override
  public Testimony look(ActiveRelease active) throws InterruptedException {
    return look(active.pin());
  }

  Testimony look(Pin pin) throws InterruptedException {
    return switch (call.send()) {
      case HttpAnswer answer when answer.status() == OK -> read(answer, pin);
      case HttpAnswer answer ->
          new Silent("HttpError", "the service reports no version: it " + answer.describeStatus());
      case NoAnswer none -> {
        var late = Unanswered.describe(none);
        yield new Silent(late.reason(), late.message());
      }
    };
  }

  private Testimony read(HttpAnswer answer, Pin pin) {
    try {
      return judge(form.read(answer), pin);
    } catch (ReportForm.UnreadableReportException e) {
      return new Contradicts("NoVersion", e.getMessage() + "; correct service.served");
    }
  }

  private Testimony judge(Claim claim, Pin pin) {
    if (claim.versions().isEmpty()) {
      return missing();
    }
    if (!claim.versions().contains(pin.version().value())) {
      return wrong("the service has loaded %s, active is %s".formatted(list(claim), pin.version()));
    }
    if (claim.versions().size() > 1) {
      return new Silent(
          "SeveralVersions",
          "the service has loaded %s, and any of them may answer; unload the others"
              .formatted(list(claim)));
    }
    return form.promisesDigest() ? judgeDigest(claim, pin) : versionMatches(pin);
  }

  /** The protocol allows metadata without versions; every other form was promised to have one. */
  private Testimony missing() {
    return form instanceof ReportForm.OpenInference
        ? new Silent("NoVersion", "the service's model metadata name no versions")
        : new Contradicts(
            "NoVersion",
            "the service's report has no version at %s; let it report one, or correct service.served"
                .formatted(form.place()));
  }

  private static Testimony versionMatches(Pin pin) {
    return new Confirms("VersionMatches", "the service reports " + pin.version());
  }

  private static Testimony judgeDigest(Claim claim, Pin pin) {
    String digest = claim.digest().orElse("");
    if (digest.isEmpty()) {
      return wrong("the service reports no digest of " + pin.version());
    }
    return pin.digest().isWrittenAs(digest)
        ? new Confirms("DigestMatches", "the service reports " + pin)
        : wrong(
            "the service has loaded another %s than the active one: %s"
                .formatted(pin.version(), printable(digest)));
  }

  private static Testimony wrong(String message) {
    return new Contradicts("WrongVersion", message + "; reload the service");
  }

  private static String list(Claim claim) {
    return claim.versions().stream()
        .limit(4)
        .map(ReportWitness::printable)
        .collect(Collectors.joining(" and "));
  }

  /** The service may be the very thing that is broken: what it says must not forge a log line. */
  private static String printable(String untrusted) {
    return Printable.line(untrusted, LONGEST_QUOTE);
  }
}
