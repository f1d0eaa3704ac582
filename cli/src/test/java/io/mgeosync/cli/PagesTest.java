package io.mgeosync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A reader finds each page, and each link leads to something. */
final class PagesTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(?:#([^)\\s]+))?\\)");
  private static final Pattern TEST = Pattern.compile("\\b[A-Z][A-Za-z0-9]+(?:Test|IT)\\b");
  private static final int README_LINES = 120;

  static List<Path> pages() throws IOException {
    return Markdown.pages();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void eachLink_leadsToAFileAndAHeading(Path page) throws IOException {
    String prose = Markdown.prose(page).replaceAll("`[^`\n]*`", "");
    for (var link : LINK.matcher(prose).results().toList()) {
      String file = link.group(1);
      if (!file.contains(":")) {
        Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
        assertThat(target).as("%s: %s", page, link.group()).exists();
        if (link.group(2) != null) {
          assertThat(Markdown.anchors(target))
              .as("%s: %s", page, link.group())
              .contains(link.group(2));
        }
      }
    }
  }

  /**
   * A page that says which test holds a sentence; the recipes name tests that are to be written.
   */
  @ParameterizedTest
  @MethodSource("pages")
  void eachTestThatIsNamed_isThere(Path page) throws IOException {
    if (!page.endsWith("extending.md")) {
      assertThat(TEST.matcher(Files.readString(page)).results().map(MatchResult::group).toList())
          .as("%s", page)
          .isSubsetOf(tests());
    }
  }

  private static Set<String> tests() throws IOException {
    var names = new TreeSet<String>();
    for (String module :
        new String[] {
          "manifest", "sync-agent", "cli", "src/test/service", "src/test/bench", "src/test/e2e"
        }) {
      try (Stream<Path> files =
          Files.walk(Markdown.ROOT.resolve(module).resolve("src/test/java"))) {
        files.map(file -> file.getFileName().toString().replace(".java", "")).forEach(names::add);
      }
    }
    return names;
  }

  @Test
  void indexOfDocs_namesEachPage() throws IOException {
    String index = Files.readString(Markdown.ROOT.resolve("docs/README.md"));
    try (Stream<Path> docs = Files.list(Markdown.ROOT.resolve("docs"))) {
      assertThat(docs.map(page -> page.getFileName().toString()))
          .filteredOn(name -> name.endsWith(".md") && !name.equals("README.md"))
          .allSatisfy(name -> assertThat(index).contains("](" + name + ")"));
    }
  }

  @Test
  void architecture_namesEachPackageOfThePath() throws IOException {
    String page = Files.readString(Markdown.ROOT.resolve("ARCHITECTURE.md"));
    Path path = Markdown.ROOT.resolve("sync-agent/src/main/java/io/mgeosync");
    // An older checkout keeps the empty folders of packages that have moved.
    try (Stream<Path> sources = Files.walk(path).filter(one -> one.toString().endsWith(".java"))) {
      assertThat(sources.map(one -> path.relativize(one).getName(0).toString()).distinct())
          .allSatisfy(name -> assertThat(page).contains("| `" + name + "` |"));
    }
  }

  @Test
  void glossary_hasEachTermOnceAndInOrder() throws IOException {
    List<String> terms =
        Files.readAllLines(Markdown.ROOT.resolve("docs/glossary.md")).stream()
            .filter(line -> line.startsWith("| ") && !line.startsWith("| term |"))
            .map(line -> line.split("\\|", -1)[1].replace("`", "").strip())
            .map(term -> term.toLowerCase(Locale.ROOT))
            .toList();
    assertThat(terms).hasSizeGreaterThan(50).doesNotHaveDuplicates().isSorted();
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "README.zh-CN.md"})
  void readme_isShortAndNamesTheOtherOne(String name) throws IOException {
    String readme = Files.readString(Markdown.ROOT.resolve(name));
    String other = name.equals("README.md") ? "README.zh-CN.md" : "README.md";
    assertThat(readme.lines().count()).isLessThanOrEqualTo(README_LINES);
    assertThat(readme).contains("](" + other + ")");
  }

  /** What the two say must be the same; so at least their commands are. */
  @Test
  void bothReadmes_haveTheSameCommandsAndLinks() throws IOException {
    assertThat(skeleton("README.zh-CN.md")).isEqualTo(skeleton("README.md"));
  }

  private static List<String> skeleton(String name) throws IOException {
    String readme = Files.readString(Markdown.ROOT.resolve(name));
    Stream<String> commands =
        readme
            .lines()
            .filter(line -> line.contains("mgeo-sync "))
            .map(line -> line.replaceAll(" #.*", ""));
    Stream<String> links = LINK.matcher(readme).results().map(link -> link.group(1));
    return Stream.concat(
            commands
                .filter(line -> line.matches("(\\./|0 3 \\* \\* \\*  )?mgeo-sync .*"))
                .map(String::strip),
            links.filter(link -> !link.startsWith("README")).sorted().distinct())
        .toList();
  }
}
