package io.mgeosync.cli;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.mgeosync.drill.DrillPlan;
import io.mgeosync.drill.DrillPreconditions;
import io.mgeosync.drill.GoldenAnswer;
import io.mgeosync.drill.GoldenCase;
import io.mgeosync.drill.Question;
import io.mgeosync.drill.ServiceClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who is asked what in a drill, and what is a right answer. */
final class DrillTarget {
  private static final String PROBE = "{\"text\":\"测试\"}";

  @Mixin DirectorAddresses directors;

  @Option(
      names = "--url",
      paramLabel = "URL",
      required = true,
      description = {
        "The service, through the load balancer: receives each request, a POST.",
        "It must be the load balancer of a director that is named: no other one is exercised."
      })
  URI url;

  @Option(
      names = "--body",
      paramLabel = "JSON",
      description = "The request; " + PROBE + " when not given.")
  @Nullable String body;

  @Option(names = "--body-file", paramLabel = "FILE", description = "The request, from a file.")
  @Nullable Path bodyFile;

  @Option(
      names = "--smoke",
      paramLabel = "SOURCE",
      description =
          "Ask golden cases in turn instead: a smoke file, a bundle's directory or manifest.json.")
  @Nullable Path smoke;

  @Option(
      names = "--expect-pointer",
      paramLabel = "POINTER",
      description = "Where in each answer to look, e.g. /output; everywhere when not given.")
  JsonPointer pointer = JsonPointer.empty();

  @Option(
      names = "--expect",
      paramLabel = "JSON",
      description = {
        "What must stand there, numbers within 0.001 plus one per cent.",
        "When not given: what 20 answers have in common before anything is taken out."
      })
  @Nullable String expect;

  @Option(
      names = "--expect-file",
      paramLabel = "FILE",
      description = "What must stand there, from a file of JSON.")
  @Nullable Path expectFile;

  /** Options that say the same in two ways are refused before anybody is asked. */
  void requireOptions() {
    HttpUrl.require("--url", url);
    var _ = directors();
    atMostOne("the request is given by one of --body, --body-file, --smoke", body, bodyFile, smoke);
    atMostOne(
        "what is right is given by one of --expect, --expect-file, --smoke",
        expect,
        expectFile,
        smoke);
  }

  /** At least one, the most important first. */
  List<URI> directors() {
    return directors.all();
  }

  private static void atMostOne(String sentence, @Nullable Object... given) {
    if (Stream.of(given).filter(one -> one != null).count() > 1) {
      throw new UsageException(sentence);
    }
  }

  /** The questions, after twenty right answers to them that came by the route. */
  List<Question> questions(Context context, ServiceClient service, DrillPlan plan) {
    Path cases = smoke;
    if (cases != null) {
      return proven(
          service,
          plan,
          SmokeSource.read(cases).stream()
              .map(one -> new Question(one.request().body(), new GoldenCase(one, context.clock())))
              .toList());
    }
    String request = request();
    JsonNode golden = golden();
    return golden == null
        ? List.of(DrillPreconditions.learnAnswer(service, request, pointer, plan))
        : proven(service, plan, List.of(new Question(request, GoldenAnswer.of(pointer, golden))));
  }

  private static List<Question> proven(
      ServiceClient service, DrillPlan plan, List<Question> questions) {
    DrillPreconditions.answers(service, questions, plan);
    return questions;
  }

  private String request() {
    if (bodyFile != null) {
      return TextFile.read(bodyFile);
    }
    return body == null ? PROBE : body;
  }

  private @Nullable JsonNode golden() {
    if (expectFile != null) {
      return JsonLine.parse("--expect-file", TextFile.read(expectFile));
    }
    return expect == null ? null : JsonLine.parse("--expect", expect);
  }
}
