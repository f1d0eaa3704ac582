package io.mgeosync.e2e.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** What {@code src/test/programs} lists, and which of it is here. */
final class NeededPrograms implements ExecutionCondition {
  private static final String LIST = "src/test/programs";
  private static final Map<String, List<String>> PACKAGES = read();

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return context
        .getElement()
        .flatMap(element -> AnnotationSupport.findAnnotation(element, Needs.class))
        .map(needs -> judge(needs.value()))
        .orElseGet(() -> ConditionEvaluationResult.enabled("needs nothing"));
  }

  private static ConditionEvaluationResult judge(String... names) {
    List<String> missing = Stream.of(names).filter(name -> find(name).isEmpty()).toList();
    return missing.isEmpty()
        ? ConditionEvaluationResult.enabled("all is here")
        : ConditionEvaluationResult.disabled(problem(missing.toArray(String[]::new)));
  }

  /** Where a file lies that {@code src/test/programs} lists. */
  static Optional<Path> find(String name) {
    packages(name);
    return Stream.concat(
            Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1)),
            Stream.of("/usr/sbin", "/usr/local/sbin"))
        .map(folder -> Path.of(folder).resolve(name))
        .filter(file -> name.startsWith("/") ? Files.exists(file) : Files.isExecutable(file))
        .findFirst();
  }

  /** What is wrong, and what to do about it; the last lines of {@code src/test/run} say it, too. */
  static String problem(String... missing) {
    Set<String> packages = new LinkedHashSet<>();
    for (String name : missing) {
      packages.addAll(packages(name));
    }
    return "%s: not installed; run: apt-get install %s"
        .formatted(String.join(", ", missing), String.join(" ", packages));
  }

  private static List<String> packages(String name) {
    List<String> packages = PACKAGES.get(name);
    if (packages == null) {
      throw new IllegalArgumentException(name + " is missing in " + LIST);
    }
    return packages;
  }

  private static Map<String, List<String>> read() {
    Map<String, List<String>> packages = new LinkedHashMap<>();
    try {
      for (String line : Files.readAllLines(Checkout.path(LIST))) {
        if (!line.startsWith("#")) {
          List<String> words = List.of(line.split(" +"));
          packages.put(words.getFirst(), words.subList(1, words.size()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packages;
  }
}
