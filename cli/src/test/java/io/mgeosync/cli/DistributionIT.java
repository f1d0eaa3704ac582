package io.mgeosync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mvn package} made, moved somewhere else. */
final class DistributionIT {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("JAVA_HOME", System.getProperty("java.home"), "LC_ALL", "C", "MGEO_SYNC_OPTS", "");

  /** A line ends with {@code (group:artifact:version - URL)}. */
  private static final Pattern LISTED =
      Pattern.compile("(?m)^ +\\(.+\\) .*\\([^:()]+:([^:()]+):([^: ()]+) - [^)]*\\)$");

  private static final String OURS = "(mgeo-sync|manifest-.*|sync-agent-.*)\\.jar";

  @TempDir Path scratch;

  @Test
  void runsWhereverItIsMovedToAndThroughALink() throws Exception {
    Path home = moved();
    Path link = Files.createSymbolicLink(scratch.resolve("ms"), home.resolve("bin/mgeo-sync"));
    assertThat(run(home.resolve("bin/mgeo-sync"), "--version"))
        .isEqualTo(new Shell(0, "mgeo-sync 0.1.0-SNAPSHOT\n"));
    assertThat(run(link, "--version").exitCode()).isZero();
  }

  @Test
  void publishesNamesOutsideAsciiWithoutALocale() throws Exception {
    Path model = Files.createDirectories(scratch.resolve("模型"));
    Files.writeString(model.resolve("地址词表.txt"), "杭州\n");
    Path store = scratch.resolve("store");
    Shell published =
        run(
            moved().resolve("bin/mgeo-sync"),
            "publish",
            model.toString(),
            "--store",
            "file://" + Files.createDirectories(store),
            "--bundle",
            "mgeo-base",
            "--version",
            "v1",
            "--promote",
            "production",
            "--create");
    assertThat(published.output()).contains("mgeo-base v1 sha256:").contains("production #1");
    assertThat(published.exitCode()).isZero();
    assertThat(store.resolve("mgeo-base/v1/地址词表.txt")).hasContent("杭州");
  }

  /** As {@code cp -r} makes them: the files are younger than the start-up cache that knows them. */
  @Test
  void aCopyThatKeptNoTimesSaysNothingOfItsCache() throws Exception {
    Path home = moved();
    Path jar = home.resolve("lib/mgeo-sync.jar");
    Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-02-03T04:05:06Z")));
    assertThat(run(home.resolve("bin/mgeo-sync"), "--version"))
        .isEqualTo(new Shell(0, "mgeo-sync 0.1.0-SNAPSHOT\n"));
  }

  /** A copy of the folder passes on the work of other projects, too. */
  @Test
  void eachLibrary_isListedWithItsLicence() throws IOException {
    Path home = Path.of("target/mgeo-sync");
    assertThat(home.resolve("LICENSE")).content().contains("Apache License");
    assertThat(home.resolve("NOTICE")).content().contains("THIRD-PARTY.txt");
    Set<String> listed =
        LISTED
            .matcher(Files.readString(home.resolve("THIRD-PARTY.txt")))
            .results()
            .map(library -> library.group(1) + "-" + library.group(2) + ".jar")
            .collect(Collectors.toSet());
    try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
      assertThat(jars.map(jar -> jar.getFileName().toString()))
          .filteredOn(jar -> jar.endsWith(".jar") && !jar.matches(OURS))
          .isNotEmpty()
          .isSubsetOf(listed);
    }
  }

  private Shell run(Path program, String... arguments) throws IOException, InterruptedException {
    String[] command =
        Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toArray(String[]::new);
    return Shell.run(scratch, ENVIRONMENT, command);
  }

  private Path moved() throws IOException {
    Path from = Path.of("target/mgeo-sync");
    Path to = scratch.resolve("some where else");
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(
            path, to.resolve(from.relativize(path).toString()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return to;
  }
}
