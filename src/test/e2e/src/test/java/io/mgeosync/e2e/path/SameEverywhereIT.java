package io.mgeosync.e2e.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.e2e.harness.Scratch;
import io.mgeosync.e2e.path.Host.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Locale, umask and the environment of the JVM change neither what is read nor what is said. */
final class SameEverywhereIT {
  private static final Path OF_THIS_HOST = Path.of("/usr/lib/locale/C.utf8");
  private static final Path NONE = Path.of("/no/such/locale");

  /** A locale that no host has. */
  private static final String UNKNOWN = "LANG=xx_XX.UTF-8";

  private static final String PUBLISH =
      """
      mkdir model store
      echo 杭州 > model/地址词表.txt
      export LC_ALL=C.UTF-8
      mgeo-sync publish model --store file://$PWD/store --bundle mgeo-base --version v1 --promote production --create
      unset LC_ALL
      """;
  private static final String SYNC =
      "mgeo-sync sync --store file://$PWD/store --bundle mgeo-base --state $PWD/state\n";

  private Path scratch;

  @BeforeEach
  void create() throws IOException {
    scratch = Scratch.create();
  }

  @AfterEach
  void delete() throws IOException {
    Scratch.delete(scratch);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LANG=xx_XX.UTF-8",
        "LC_ALL=xx_XX.UTF-8",
        "LC_CTYPE=xx_XX.UTF-8 LANG=C",
        "LC_MESSAGES=xx_XX.UTF-8 LC_CTYPE=C.UTF-8",
        "LC_ALL=C LANG=C.UTF-8",
        "LANG=zh_CN.GB18030 LANGUAGE=zh",
        "LOCPATH=/nowhere LANG=C.UTF-8",
        "NOTHING=set"
      })
  void aNameIsTheSameInEveryLocale(String environment) throws Exception {
    Host host = Host.with(scratch, NONE);
    Outcome verified =
        host.run(
            PUBLISH
                + "export "
                + environment
                + "\n"
                + SYNC
                + "mgeo-sync verify state/mgeo-base/current");
    assertThat(verified.exitCode()).as(verified.toString()).isZero();
    assertThat(verified.out()).contains("mgeo-base v1 ", " are right");
  }

  @Test
  void aHostWithoutAnyUtf8LocaleUsesTheOneThatTheProgramBrings() throws Exception {
    Host host = Host.with(scratch, OF_THIS_HOST);
    String bare =
        "export MGEO_SYNC_LOCALE_DIR=/no/such/folder " + UNKNOWN + " LC_TIME=xx_XX.UTF-8\n";
    Outcome verified = host.run(PUBLISH + bare + SYNC + "mgeo-sync verify state/mgeo-base/current");
    assertThat(verified.exitCode()).as(verified.toString()).isZero();
    assertThat(verified.out()).contains(" are right");
  }

  @Test
  void withNoLocaleAtAllNothingIsSaidToBeWrong() throws Exception {
    Host host = Host.with(scratch, NONE);
    String bare = "export MGEO_SYNC_LOCALE_DIR=/no/such/folder " + UNKNOWN + "\n";
    host.run(PUBLISH + SYNC);
    for (String verb :
        new String[] {
          "verify state/mgeo-base/current",
          "publish model --store file://$PWD/store --bundle mgeo-base --version v2",
          "sync --store file://$PWD/store --bundle mgeo-base --state $PWD/other",
          "verify 模型"
        }) {
      Outcome told = host.run(bare + "mgeo-sync " + verb);
      assertThat(told.exitCode()).as(verb + told).isEqualTo(3);
      assertThat(told.err())
          .as(verb)
          .contains("this host has no UTF-8 locale", "install C.UTF-8")
          .hasLineCount(1);
      assertThat(told.out()).as(verb).doesNotContain("is missing", "do not deploy");
    }
  }

  @Test
  void theJvmSaysNothingAndAProgramThatWeStartFindsTheOperatorsEnvironment() throws Exception {
    Host host = Host.with(scratch, NONE);
    String given =
        """
        export LANG=xx_XX.UTF-8 JAVA_TOOL_OPTIONS=-Da=b JDK_JAVA_OPTIONS=-Dc=d _JAVA_OPTIONS=-De=f
        cat > agent.yaml <<END
        state: $PWD/state
        store: {url: "file://$PWD/store"}
        http: {listen: "127.0.0.1:9"}
        bundles:
          - name: mgeo-base
            reload: {command: [sh, -c, "env > $PWD/seen"]}
        END
        """;
    Outcome quiet =
        host.run("export JAVA_TOOL_OPTIONS=-Da=b _JAVA_LAUNCHER_DEBUG=1\nmgeo-sync --version");
    assertThat(quiet).isEqualTo(new Outcome(0, "mgeo-sync 0.1.0-SNAPSHOT\n", ""));

    host.run(PUBLISH);
    Outcome synced = host.run(given + "mgeo-sync sync --config agent.yaml && grep -v ^PWD seen");
    assertThat(synced.err()).as(synced.toString()).doesNotContain("Picked up");
    assertThat(synced.out())
        .as(synced.toString())
        .contains("LANG=xx_XX.UTF-8\n", "JAVA_TOOL_OPTIONS=-Da=b\n", "JDK_JAVA_OPTIONS=-Dc=d\n")
        .contains("_JAVA_OPTIONS=-De=f\n", "MGEO_SYNC_VERSION=v1\n")
        .doesNotContain("LC_", "MALLOC_ARENA_MAX", "MGEO_SYNC_OURS", "MGEO_SYNC_KEPT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"077", "000", "027"})
  void theModesAreTheSameUnderEveryUmask(String umask) throws Exception {
    Host host = Host.with(scratch, NONE);
    String look =
        """
        cd state
        find . -perm /022 ! -type l -printf 'writable %p %m\\n'
        find mgeo-base/releases/*/ -type f ! -perm 444 -printf 'file %p %m\\n'
        find mgeo-base/releases/*/ -type d ! -perm 555 -printf 'folder %p %m\\n'
        find . -maxdepth 2 -type d ! -perm 755 -printf 'above %p %m\\n'
        find mgeo-base -maxdepth 1 -type f ! -name lock ! -perm 644 -printf 'state %p %m\\n'
        find mgeo-base -maxdepth 1 -name lock ! -perm 600 -printf 'state %p %m\\n'
        test -r mgeo-base/current/地址词表.txt
        cd ../store
        find . -mindepth 1 -perm /022 -printf 'store %p %m\\n'
        """;
    Outcome looked = host.run("umask " + umask + "\n" + PUBLISH + SYNC + look);
    assertThat(looked.exitCode()).as(looked.toString()).isZero();
    assertThat(
            looked
                .out()
                .lines()
                .filter(line -> line.matches("(writable|file|folder|above|state|store) .*")))
        .isEmpty();
  }
}
