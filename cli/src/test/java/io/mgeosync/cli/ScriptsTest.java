package io.mgeosync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two launchers, as far as they can be tried without a build. */
final class ScriptsTest {
  private static final Path LAUNCHER = Path.of("../mgeo-sync").toAbsolutePath().normalize();
  private static final Path PROGRAM = Path.of("src/main/dist/bin/mgeo-sync").toAbsolutePath();

  @TempDir Path scratch;

  @Test
  void bothAreValidShell() throws Exception {
    assertThat(Shell.run(scratch, Map.of(), "bash", "-n", LAUNCHER.toString()).exitCode()).isZero();
    assertThat(Shell.run(scratch, Map.of(), "sh", "-n", PROGRAM.toString()).exitCode()).isZero();
  }

  @Test
  void withoutAnyJavaBothSayWhatToInstall() throws Exception {
    assertAsksForJava(LAUNCHER, "no JDK 25 or newer");
    assertAsksForJava(PROGRAM, "no Java 25 or newer");
  }

  @Test
  void anOlderJavaIsPassedOver() throws Exception {
    Path old = Files.createDirectories(scratch.resolve("jvm/java-17"));
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
    for (String tool : new String[] {"java", "javac"}) {
      Path binary = Files.createDirectories(old.resolve("bin")).resolve(tool);
      Files.writeString(binary, "#!/bin/sh\necho ran the old java\n");
      assertThat(binary.toFile().setExecutable(true)).isTrue();
    }
    assertAsksForJava(LAUNCHER, "no JDK 25 or newer");
    assertAsksForJava(PROGRAM, "no Java 25 or newer");
  }

  private void assertAsksForJava(Path script, String reason)
      throws IOException, InterruptedException {
    Path jvms = Files.createDirectories(scratch.resolve("jvm"));
    Map<String, String> environment =
        Map.of(
            "JAVA_HOME", jvms.resolve("java-17").toString(),
            "MGEO_SYNC_JVM_DIR", jvms.toString(),
            "PATH", toolsWithoutJava().toString());
    Shell run = Shell.run(scratch, environment, script.toString(), "--help");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.output()).startsWith("mgeo-sync: " + reason).contains("install").hasLineCount(1);
  }

  /** The tools that the scripts use, and no java beside them. */
  private Path toolsWithoutJava() throws IOException {
    Path tools = Files.createDirectories(scratch.resolve("tools"));
    for (String tool : new String[] {"bash", "sh", "dirname", "readlink", "sed"}) {
      Path link = tools.resolve(tool);
      if (!Files.exists(link)) {
        Files.createSymbolicLink(link, Path.of("/usr/bin").resolve(tool));
      }
    }
    return tools;
  }
}
