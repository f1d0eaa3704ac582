package io.mgeosync.probe.service;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mgeosync.net.HttpAnswer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where in the answer to a GET the service says what it has loaded. */
public sealed interface ReportForm {

  /** Whether the answer must hold a digest: one that should be there and is not proves nothing. */
  boolean promisesDigest();

  /** How an operator is told where the version was looked for. */
  String place();

  /**
   * Reads one answer of status 200.
   *
   * @throws UnreadableReportException when the answer has not this form
   */
  Claim read(HttpAnswer answer) throws UnreadableReportException;

  /** The answer has not the form that the configuration says. */
  final class UnreadableReportException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableReportException(String what, @Nullable Throwable cause) {
      super(what, cause);
    }
  }

  /**
   * A JSON document.
   *
   * @param version where the version stands (RFC 6901)
   * @param digest where the manifest's digest stands; null when the service reports none
   */
  record Json(JsonPointer version, @Nullable JsonPointer digest) implements ReportForm {
    @Override
    public boolean promisesDigest() {
      return digest != null;
    }

    @Override
    public String place() {
      return version.toString();
    }

    @Override
    public Claim read(HttpAnswer answer) throws UnreadableReportException {
      JsonNode report = tree(answer.body());
      return Claim.of(
          text(report, version), Optional.ofNullable(digest).flatMap(at -> text(report, at)));
    }
  }

  /**
   * Header fields, with any body.
   *
   * @param digest null when the service reports none
   */
  record Header(String version, @Nullable String digest) implements ReportForm {
    @Override
    public boolean promisesDigest() {
      return digest != null;
    }

    @Override
    public String place() {
      return "the header " + version;
    }

    @Override
    public Claim read(HttpAnswer answer) {
      return Claim.of(answer.header(version), Optional.ofNullable(digest).flatMap(answer::header));
    }
  }

  /**
   * The model metadata of the Open Inference Protocol v2: {@code {"name": …, "versions": [ … ]}},
   * of which {@code versions} may be left out.
   *
   * @param model the only name that is believed
   */
  record OpenInference(String model) implements ReportForm {
    @Override
    public boolean promisesDigest() {
      return false;
    }

    @Override
    public String place() {
      return "/versions";
    }

    @Override
    public Claim read(HttpAnswer answer) throws UnreadableReportException {
      JsonNode metadata = tree(answer.body());
      if (!metadata.path("name").asText("").equals(model)) {
        throw new UnreadableReportException("the metadata are not those of " + model, null);
      }
      List<String> versions =
          metadata.path("versions").valueStream().map(JsonNode::asText).toList();
      return new Claim(versions, Optional.empty());
    }
  }

  private static JsonNode tree(String body) throws UnreadableReportException {
    try {
      return new ObjectMapper().readTree(body);
    } catch (JsonProcessingException e) {
      throw new UnreadableReportException("the service's version report is not JSON", e);
    }
  }

  private static Optional<String> text(JsonNode report, JsonPointer at) {
    return Optional.of(report.at(at).asText("")).filter(text -> !text.isEmpty());
  }
}
