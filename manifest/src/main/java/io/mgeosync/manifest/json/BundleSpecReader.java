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
          Keys.COMPUTE_CAPABILITY, ObjectReader::string,
          Keys.CONFIGURATION_SHA256, ObjectReader::string,
          Keys.DRIVER, ObjectReader::string,
          Keys.GPU_MEMORY, ObjectReader::integer,
          Keys.PYTHON_LOCK_SHA256, ObjectReader::string);

  private static final Map<String, LimitedJson.Reading<?>> EXPECTATION =
      Map.of(
          Keys.ABSOLUTE, ObjectReader::string,
          Keys.AT, ObjectReader::string,
          Keys.END, ObjectReader::integer,
          Keys.LABEL, ObjectReader::string,
          Keys.RELATIVE, ObjectReader::string,
          Keys.SCORE, ObjectReader::string,
          Keys.SPAN, ObjectReader::string,
          Keys.START, ObjectReader::integer,
          Keys.TEXT, ObjectReader::string);

  private static final Set<String> SCORE = Set.of(Keys.SCORE, Keys.ABSOLUTE, Keys.RELATIVE);
  private static final Set<String> SPAN = Set.of(Keys.SPAN, Keys.START, Keys.END);
  private static final Set<String> TEXT = Set.of(Keys.TEXT);
  private static final List<Set<String>> KINDS = List.of(SCORE, SPAN, TEXT);
  private static final Set<String> OPTIONAL =
      KINDS.stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());

  private static final Map<String, LimitedJson.Reading<?>> CASE =
      Map.of(
          Keys.ADAPTER, ObjectReader::string,
          Keys.EXPECT,
              ObjectReader.list(
                  BundleSpecReader::expectation, SmokeCase.MAX_EXPECTATIONS, Rule.SMOKE_TOO_MANY),
          Keys.LATENCY_MILLIS, ObjectReader::integer,
          Keys.NAME, ObjectReader::string,
          Keys.REQUEST, ObjectReader::string);

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
                object.find(Keys.GPU_MEMORY, Long.class),
                object.find(Keys.COMPUTE_CAPABILITY, String.class).map(ComputeCapability::parse),
                object.find(Keys.DRIVER, String.class).map(DriverVersion::new),
                object.find(Keys.PYTHON_LOCK_SHA256, String.class).map(Digest::sha256),
                object.find(Keys.CONFIGURATION_SHA256, String.class).map(Digest::sha256)));
  }

  private static SmokeCase smokeCase(JsonParser parser) throws IOException {
    ObjectReader object = ObjectReader.read(parser, CASE);
    SmokeAdapter adapter = object.value(Keys.ADAPTER, Rule.SMOKE_ADAPTER, SmokeAdapter::named);
    Duration latency = Duration.ofMillis(object.integer(Keys.LATENCY_MILLIS));
    List<Expectation> expect = object.list(Keys.EXPECT, Expectation.class);
    return ObjectReader.convert(
        Rule.SMOKE_CASE,
        object.where(),
        () ->
            new SmokeCase(
                new SmokeRequest(
                    object.text(Keys.NAME), adapter, object.text(Keys.REQUEST), latency),
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
    Decimal score = decimal(object, Keys.SCORE);
    Decimal absolute = decimal(object, Keys.ABSOLUTE);
    Decimal relative = decimal(object, Keys.RELATIVE);
    return ObjectReader.convert(
        Rule.SMOKE_EXPECTATION,
        object.where(),
        () ->
            new Expectation.Score(
                object.text(Keys.AT), object.text(Keys.LABEL), score, absolute, relative));
  }

  private static Expectation exact(ObjectReader object, Set<String> kind) {
    String at = object.text(Keys.AT);
    String label = object.text(Keys.LABEL);
    if (kind.equals(TEXT)) {
      return new Expectation.Text(at, label, object.text(Keys.TEXT));
    }
    return new Expectation.Span(
        at,
        label,
        position(object, Keys.START),
        position(object, Keys.END),
        object.text(Keys.SPAN));
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
        "/" + Keys.SMOKE,
        () ->
            new BundleSpec(
                document.find(Keys.REQUIREMENTS, Requirements.class),
                document.has(Keys.SMOKE) ? document.list(Keys.SMOKE, SmokeCase.class) : List.of()));
  }
}
