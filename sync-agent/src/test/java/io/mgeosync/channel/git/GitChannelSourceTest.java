package io.mgeosync.channel.git;

import static io.mgeosync.channel.Pins.BASE;
import static io.mgeosync.channel.Pins.channel;
import static io.mgeosync.channel.Pins.pin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mgeosync.channel.Channel;
import io.mgeosync.channel.ChannelMemory;
import io.mgeosync.channel.ChannelYaml;
import io.mgeosync.channel.InvalidChannelException;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.Refusal.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.ResetCommand.ResetType;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitChannelSourceTest {
  private static final String PATH = "channels/production.yaml";
  private static final PersonIdent SOMEONE = new PersonIdent("someone", "someone@example.com");

  @TempDir Path folder;
  private Git origin;
  private GitChannelSource source;

  @BeforeEach
  void makeOrigin() throws GitAPIException {
    IsolatedGit.install();
    origin =
        Git.init().setInitialBranch("main").setDirectory(folder.resolve("origin").toFile()).call();
    source = source("main");
  }

  @AfterEach
  void close() {
    source.close();
    origin.close();
  }

  @Test
  void readsABranchAndFollowsIt() throws Exception {
    commit(channel(1, pin("v1")));
    assertThat(source.read()).isEqualTo(channel(1, pin("v1")));
    commit(channel(2, pin("v2")));
    assertThat(source.read()).isEqualTo(channel(2, pin("v2")));
    assertThat(source.read()).isEqualTo(channel(2, pin("v2")));
  }

  @Test
  void readsLightAndAnnotatedTags() throws Exception {
    RevCommit first = commit(channel(1, pin("v1")));
    origin.tag().setName("light").setAnnotated(false).setObjectId(first).call();
    origin.tag().setName("heavy").setAnnotated(true).setTagger(SOMEONE).setObjectId(first).call();
    commit(channel(2, pin("v2")));
    for (String ref : List.of("light", "heavy", "refs/tags/heavy")) {
      try (GitChannelSource tagged = source(ref)) {
        assertThat(tagged.read().sequence()).isEqualTo(1);
      }
    }
  }

  @Test
  void aBadCommitIsRefusedByNameAndAGoodOneIsReadAgain() throws Exception {
    commit(channel(1, pin("v1")));
    RevCommit bad = commit("sequence: [\n");
    assertThatExceptionOfType(InvalidChannelException.class)
        .isThrownBy(source::read)
        .withMessageContaining(bad.name().substring(0, 12));
    commit(channel(3, pin("v3")));
    assertThat(source.read().sequence()).isEqualTo(3);
  }

  @Test
  void anOversizedFileIsRefused() throws Exception {
    commit("# ".repeat(ChannelYaml.MAX_BYTES));
    assertThatExceptionOfType(InvalidChannelException.class)
        .isThrownBy(source::read)
        .withMessageContaining("1 MiB");
  }

  @Test
  void anotherChannelsFileIsRefused() throws Exception {
    commit(new Channel("canary", 1, channel(1).expires(), List.of(), List.of()));
    assertThatExceptionOfType(InvalidChannelException.class)
        .isThrownBy(source::read)
        .withMessageContaining("names \"canary\"");
  }

  @Test
  void aBranchForcedBackIsReadAndCaughtByTheMemory() throws Exception {
    RevCommit first = commit(channel(1, pin("v1")));
    commit(channel(2, pin("v2")));
    NodeLayout layout = new NodeLayout(folder.resolve("state"), BASE);
    Files.createDirectories(layout.root());
    ChannelMemory memory = new ChannelMemory(layout, seen -> "write above " + seen);
    memory.accept(source.read());
    origin.reset().setMode(ResetType.HARD).setRef(first.name()).call();
    Channel rewound = source.read();
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> memory.accept(rewound))
        .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Kind.MISMATCH))
        .withMessageContaining("gone back to sequence 1");
  }

  @Test
  void aDamagedCloneIsMadeAnew() throws Exception {
    commit(channel(1, pin("v1")));
    source.read();
    damage(folder.resolve("cache"));
    assertThat(source.read()).isEqualTo(channel(1, pin("v1")));
    assertThat(folder.resolve("cache")).isDirectoryNotContaining("glob:**/damaged");
    Files.writeString(folder.resolve("cache/HEAD"), "nonsense");
    assertThat(source.read()).isEqualTo(channel(1, pin("v1")));
  }

  @Test
  void whatIsMissingIsNamed() throws Exception {
    commit(channel(1));
    try (GitChannelSource noRef = source("release")) {
      assertMissing(noRef, "no branch or tag \"release\"");
    }
    origin.rm().addFilepattern(PATH).call();
    origin.commit().setMessage("gone").setAuthor(SOMEONE).setCommitter(SOMEONE).call();
    assertMissing(source, "no file channels/production.yaml");
  }

  @Test
  void aRepositoryThatIsAwayIsARefusalNotAHang() throws Exception {
    commit(channel(1, pin("v1")));
    source.read();
    Files.move(folder.resolve("origin"), folder.resolve("moved"));
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(source::read)
        .withMessageContaining("the Git repository ");
    Files.move(folder.resolve("moved"), folder.resolve("origin"));
    assertThat(source.read().sequence()).isEqualTo(1);
  }

  @Test
  void nothingSecretIsShown() {
    String url = "https://deploy:s3cr3t@127.0.0.1:1/models.git";
    GitChannelSettings settings = settings(url, "main");
    assertThat(settings.toString()).doesNotContain("s3cr3t", "deploy");
    try (GitChannelSource unreachable = new GitChannelSource(settings)) {
      assertThat(unreachable.location()).isEqualTo("https://127.0.0.1:1/models.git");
      assertThatExceptionOfType(Refusal.class)
          .isThrownBy(unreachable::read)
          .withMessageContaining("the Git repository ")
          .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(Kind.UNAVAILABLE))
          .satisfies(refusal -> assertThat(refusal).hasStackTraceContaining("127.0.0.1"))
          .satisfies(
              refusal -> assertThat(String.join("\n", messages(refusal))).doesNotContain("s3cr3t"));
    }
  }

  @Test
  void aTokenInThePlaceOfTheUserIsASecretToo() {
    RemoteUrl url = RemoteUrl.parse("https://ghp_token@example.com/models.git");
    assertThat(url.location()).isEqualTo("https://example.com/models.git");
    assertThat(url.remote()).isEqualTo("https://example.com/models.git");
    assertThat(url.redact("ghp_token is wrong\nmore")).isEqualTo("*** is wrong");
  }

  @Test
  void sshKeepsItsUserAndOtherSchemesAreRefused() {
    assertThat(RemoteUrl.parse("git@example.com:models.git").remote())
        .isEqualTo("git@example.com:models.git");
    assertThat(RemoteUrl.parse("ssh://git@example.com/models.git").remote())
        .isEqualTo("ssh://git@example.com/models.git");
    for (String bad : List.of("ext::sh -c id", "models.git", "git://example.com/x", "")) {
      assertThatIllegalArgumentException().isThrownBy(() -> RemoteUrl.parse(bad));
    }
  }

  private static List<String> messages(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .map(Throwable::toString)
        .toList();
  }

  private static void assertMissing(GitChannelSource from, String words) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(from::read)
        .withMessageContaining("the Git repository ")
        .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(Kind.MISSING))
        .withMessageContaining(words);
  }

  private static void damage(Path clone) throws IOException {
    try (Stream<Path> files = Files.walk(clone.resolve("objects"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
        Files.write(file, new byte[] {1, 2, 3});
      }
    }
    Files.createFile(clone.resolve("damaged"));
  }

  private RevCommit commit(Channel channel) throws Exception {
    return commit(ChannelYaml.format(channel));
  }

  private RevCommit commit(String text) throws Exception {
    Path file = folder.resolve("origin").resolve(PATH);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    origin.add().addFilepattern(PATH).call();
    return origin.commit().setMessage("promote").setAuthor(SOMEONE).setCommitter(SOMEONE).call();
  }

  private GitChannelSource source(String ref) {
    return new GitChannelSource(settings(folder.resolve("origin").toUri().toString(), ref));
  }

  private GitChannelSettings settings(String url, String ref) {
    return new GitChannelSettings(
        url, ref, PATH, "production", folder.resolve("cache"), Duration.ofSeconds(20));
  }
}
