package io.mgeosync.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pages of the project, as a forge shows them. */
final class Markdown {
  static final Path ROOT = Path.of("..");
  private static final Pattern FENCE = Pattern.compile("(?ms)^(```+).*?^\\1`*$");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.*)$");

  private Markdown() {}

  /**
   * All pages for people: those of the root, of docs, and those that stand beside what they tell
   * of.
   */
  static List<Path> pages() throws IOException {
    try (Stream<Path> top = Files.list(ROOT);
        Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.of(
              top,
              docs,
              Stream.of(
                  ROOT.resolve("deploy/README.md"),
                  ROOT.resolve("manifest/FORMAT.md"),
                  ROOT.resolve("src/test/bench/README.md")))
          .flatMap(pages -> pages)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  /** The page without its blocks of code. */
  static String prose(Path page) throws IOException {
    return FENCE.matcher(Files.readString(page)).replaceAll("");
  }

  /** What may follow the {@code #} of a link to this page. */
  static Set<String> anchors(Path page) throws IOException {
    return HEADING
        .matcher(prose(page))
        .results()
        .map(heading -> anchor(heading.group(1)))
        .collect(Collectors.toSet());
  }

  private static String anchor(String heading) {
    return heading
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }
}
