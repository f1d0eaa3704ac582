package io.mgeosync.probe.service;

import io.mgeosync.activate.ActiveRelease;
import io.mgeosync.channel.Pin;
import io.mgeosync.probe.service.Testimony.Confirms;
import io.mgeosync.probe.service.Testimony.Contradicts;
import io.mgeosync.probe.service.Testimony.Silent;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Collectors;

/** The service's own word, asked over HTTP. */
public final class ReportWitness implements Witness {
  /**
   * A version report is a few dozen bytes; a service that streams for ever must not fill our
   * memory.
   */
  private static final int MAX_ANSWER_BYTES = 64 * 1024;

  private final HttpClient client;
  private final HttpRequest request;
  private final ReportForm form;

  /**
   * @param patience how long an answer may take; less than the probe's deadline, so that the other
   *     witnesses are heard when this one hangs
   */
  public ReportWitness(HttpClient client, URI url, ReportForm form, Duration patience) {
    this.client = client;
    this.request = HttpRequest.newBuilder(url).timeout(patience).GET().build();
    this.form = form;
  }

  @Override
  public Testimony look(ActiveRelease active) throws InterruptedException {
    return look(active.pin());
  }

  Testimony look(Pin pin) throws InterruptedException {
    try {
      HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        return answer.statusCode() == 200
            ? judge(form.read(answer.headers(), body.readNBytes(MAX_ANSWER_BYTES)), pin)
            : new Silent(
                "HttpError", "the service reports no version: HTTP " + answer.statusCode());
      }
    } catch (ReportForm.UnreadableReportException e) {
      return new Contradicts("NoVersion", e.getMessage() + "; correct service.served");
    } catch (IOException e) {
      var late = Unanswered.describe(request.uri(), e);
      return new Silent(late.reason(), late.message());
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
    return digest.equals(pin.digest().toString())
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
    return untrusted
        .substring(0, Math.min(untrusted.length(), 24))
        .replaceAll("[^A-Za-z0-9:._+-]", "?");
  }
}
