package io.mgeosync.manifest.json;

import com.fasterxml.jackson.core.JsonParser;
import io.mgeosync.manifest.BundleSpec;
import io.mgeosync.manifest.ComputeCapability;
import io.mgeosync.manifest.DriverVersion;
import io.mgeosync.manifest.Requirements;
import io.mgeosync.manifest.Rule;
import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.manifest.smoke.Decimal;
import io.mgeosync.manifest.smoke.Expectation;
import io.mgeosync.manifest.smoke.SmokeAdapter;
import io.mgeosync.manifest.smoke.SmokeCase;
import io.mgeosync.manifest.smoke.SmokeRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What format 1.1 adds: requirements and golden cases. */
final class BundleSpecReader {
  private static final Map<String, LimitedJson.Reading<?>> REQUIREMENTS =
      Map.of(
          ManifestKeys.COMPUTE_CAPABILITY, ObjectReader::string,
          ManifestKeys.CONFIGURATION_SHA256, ObjectReader::string,
          ManifestKeys.DRIVER, ObjectReader::string,
          ManifestKeys.GPU_MEMORY, ObjectReader::integer,
          ManifestKeys.PYTHON_LOCK_SHA256, ObjectReader::string);

  private static final Map<String, LimitedJson.Reading<?>> EXPECTATION =
      Map.of(
          ManifestKeys.ABSOLUTE, ObjectReader::string,
          ManifestKeys.AT, ObjectReader::string,
          ManifestKeys.END, ObjectReader::integer,
          ManifestKeys.LABEL, ObjectReader::string,
          ManifestKeys.RELATIVE, ObjectReader::string,
          ManifestKeys.SCORE, ObjectReader::string,
          ManifestKeys.SPAN, ObjectReader::string,
          ManifestKeys.START, ObjectReader::integer,
          ManifestKeys.TEXT, ObjectReader::string);

  private static final Set<String> SCORE =
      Set.of(ManifestKeys.SCORE, ManifestKeys.ABSOLUTE, ManifestKeys.RELATIVE);
  private static final Set<String> SPAN =
      Set.of(ManifestKeys.SPAN, ManifestKeys.START, ManifestKeys.END);
  private static final Set<String> TEXT = Set.of(ManifestKeys.TEXT);
  private static final List<Set<String>> KINDS = List.of(SCORE, SPAN, TEXT);
  private static final Set<String> OPTIONAL =
      KINDS.stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());

  private static final Map<String, LimitedJson.Reading<?>> CASE =
      Map.of(
          ManifestKeys.ADAPTER, ObjectReader::string,
          ManifestKeys.EXPECT,
              ObjectReader.list(
                  BundleSpecReader::expectation, SmokeCase.MAX_EXPECTATIONS, Rule.SMOKE_TOO_MANY),
          ManifestKeys.LATENCY_MILLIS, ObjectReader::integer,
          ManifestKeys.NAME, ObjectReader::string,
          ManifestKeys.REQUEST, ObjectReader::string);

  /** An array of cases. */
  static final LimitedJson.Reading<List<SmokeCase>> SMOKE =
      ObjectReader.list(BundleSpecReader::smokeCase, BundleSpec.MAX_CASES, Rule.SMOKE_TOO_MANY);

  private BundleSpecReader() {}

  static Requirements requirements(JsonParser parser) throws IOException {
    ObjectReader object = ObjectReader.read(parser, REQUIREMENTS, REQUIREMENTS.keySet());
    return ObjectReader.convert(
        Rule.REQUIREMENT,
        object.where(),
        () ->
            new Requirements(
                object.find(ManifestKeys.GPU_MEMORY, Long.class),
                object
                    .find(ManifestKeys.COMPUTE_CAPABILITY, String.class)
                    .map(ComputeCapability::parse),
                object.find(ManifestKeys.DRIVER, String.class).map(DriverVersion::new),
                object.find(ManifestKeys.PYTHON_LOCK_SHA256, String.class).map(Digest::sha256),
                object.find(ManifestKeys.CONFIGURATION_SHA256, String.class).map(Digest::sha256)));
  }

  private static SmokeCase smokeCase(JsonParser parser) throws IOException {
    ObjectReader object = ObjectReader.read(parser, CASE);
    SmokeAdapter adapter =
        object.value(ManifestKeys.ADAPTER, Rule.SMOKE_ADAPTER, SmokeAdapter::named);
    Duration latency = Duration.ofMillis(object.integer(ManifestKeys.LATENCY_MILLIS));
    List<Expectation> expect = object.list(ManifestKeys.EXPECT, Expectation.class);
    return ObjectReader.convert(
        Rule.SMOKE_CASE,
        object.where(),
        () ->
            new SmokeCase(
                new SmokeRequest(
                    object.text(ManifestKeys.NAME),
                    adapter,
                    object.text(ManifestKeys.REQUEST),
                    latency),
                expect));
  }

  private static Expectation expectation(JsonParser parser) throws IOException {
    ObjectReader object = ObjectReader.read(parser, EXPECTATION, OPTIONAL);
    Set<String> kind = object.oneOf(KINDS, Rule.SMOKE_EXPECTATION);
    if (kind.equals(SCORE)) {
      return score(object);
    }
    return ObjectReader.convert(Rule.SMOKE_EXPECTATION, object.where(), () -> exact(object, kind));
  }

  private static Expectation score(ObjectReader object) {
    Decimal score = decimal(object, ManifestKeys.SCORE);
    Decimal absolute = decimal(object, ManifestKeys.ABSOLUTE);
    Decimal relative = decimal(object, ManifestKeys.RELATIVE);
    return ObjectReader.convert(
        Rule.SMOKE_EXPECTATION,
        object.where(),
        () ->
            new Expectation.Score(
                object.text(ManifestKeys.AT),
                object.text(ManifestKeys.LABEL),
                score,
                absolute,
                relative));
  }

  private static Expectation exact(ObjectReader object, Set<String> kind) {
    String at = object.text(ManifestKeys.AT);
    String label = object.text(ManifestKeys.LABEL);
    if (kind.equals(TEXT)) {
      return new Expectation.Text(at, label, object.text(ManifestKeys.TEXT));
    }
    return new Expectation.Span(
        at,
        label,
        position(object, ManifestKeys.START),
        position(object, ManifestKeys.END),
        object.text(ManifestKeys.SPAN));
  }

  private static int position(ObjectReader object, String key) {
    long position = object.integer(key);
    if (position > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(key + " is more than " + Integer.MAX_VALUE);
    }
    return (int) position;
  }

  private static Decimal decimal(ObjectReader object, String key) {
    return object.value(key, Rule.DECIMAL_SPELLING, Decimal::parse);
  }

  /** The document's own members. */
  static BundleSpec asks(ObjectReader document) {
    return ObjectReader.convert(
        Rule.SMOKE_CASE,
        "/" + ManifestKeys.SMOKE,
        () ->
            new BundleSpec(
                document.find(ManifestKeys.REQUIREMENTS, Requirements.class),
                document.has(ManifestKeys.SMOKE)
                    ? document.list(ManifestKeys.SMOKE, SmokeCase.class)
                    : List.of()));
  }
}
