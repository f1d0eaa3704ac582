package io.mgeosync.channel.git;

import static io.mgeosync.channel.Pins.channel;
import static io.mgeosync.channel.Pins.pin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mgeosync.channel.ChannelYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository as people make one: with the git program, packed and bare. */
class RealGitTest {
  @TempDir Path folder;

  @Test
  void readsWhatTheGitProgramWrote() throws Exception {
    assumeTrue(hasGit(), "git: not installed; run: apt-get install git");
    Path work = Files.createDirectories(folder.resolve("work"));
    git(work, "init", "-q", "-b", "main");
    Files.writeString(work.resolve("production.yaml"), ChannelYaml.format(channel(4, pin("v4"))));
    git(work, "add", ".");
    git(work, "commit", "-q", "-m", "promote v4");
    git(work, "gc", "-q");
    git(folder, "clone", "-q", "--bare", "work", "origin.git");
    try (GitChannelSource source = new GitChannelSource(settings())) {
      assertThat(source.read()).isEqualTo(channel(4, pin("v4")));
    }
  }

  private GitChannelSettings settings() {
    return new GitChannelSettings(
        folder.resolve("origin.git").toUri().toString(),
        "main",
        "production.yaml",
        "production",
        folder.resolve("cache"),
        Duration.ofSeconds(20));
  }

  private static boolean hasGit() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "git")));
  }

  private static void git(Path directory, String... arguments)
      throws IOException, InterruptedException {
    List<String> identity =
        List.of("git", "-c", "user.name=someone", "-c", "user.email=someone@example.com");
    List<String> command = Stream.concat(identity.stream(), Stream.of(arguments)).toList();
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).as("git %s", String.join(" ", arguments)).isZero();
  }
}
