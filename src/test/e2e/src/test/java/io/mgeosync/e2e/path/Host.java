package io.mgeosync.e2e.path;

import io.mgeosync.e2e.harness.Cli;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Another host, as far as a shell script can play one: the packaged program in an environment that
 * holds nothing but what the script says. Names outside ASCII are in the script's bytes, since the
 * JVM of a test may be in a locale that cannot say them.
 */
final class Host {
  private static final int DEADLINE_SECONDS = 120;

  private final Path scratch;
  private final Path home;

  /** How a script ended, with each stream for itself. */
  record Outcome(int exitCode, String out, String err) {}

  private Host(Path scratch, Path home) {
    this.scratch = scratch;
    this.home = home;
  }

  /**
   * With the packaged program's launcher, jars and runtime, and with none of its start-up caches.
   *
   * @param locale a folder with {@code LC_CTYPE} that the distribution brings, or one that is not
   *     there
   */
  static Host with(Path scratch, Path locale) throws IOException {
    Path program = Cli.program().toRealPath();
    Path packaged = program.resolve("../..").normalize();
    Path home = Files.createDirectory(scratch.resolve("mgeo-sync"));
    Files.createDirectory(home.resolve("bin"));
    Files.copy(program, home.resolve("bin/mgeo-sync"));
    home.resolve("bin/mgeo-sync").toFile().setExecutable(true);
    Files.createSymbolicLink(home.resolve("runtime"), packaged.resolve("runtime"));
    Path lib = Files.createDirectory(home.resolve("lib"));
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(packaged.resolve("lib"), "*.jar")) {
      for (Path jar : jars) {
        Files.createSymbolicLink(lib.resolve(jar.getFileName()), jar);
      }
    }
    Files.createSymbolicLink(
        Files.createDirectory(lib.resolve("locale")).resolve("C.utf8"), locale);
    return new Host(scratch, home);
  }

  /** Runs a script, in which {@code mgeo-sync} is the program, in the scratch directory. */
  Outcome run(String script) throws IOException, InterruptedException {
    Path file = Files.createTempFile(scratch, "script-", ".sh");
    Files.writeString(file, script, StandardCharsets.UTF_8);
    Path out = Files.createTempFile(scratch, "out-", ".log");
    Path err = Files.createTempFile(scratch, "err-", ".log");
    var builder = new ProcessBuilder("sh", "-eu", file.toString()).directory(scratch.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", home.resolve("bin") + ":/usr/local/bin:/usr/bin:/bin");
    Process process =
        builder
            .redirectOutput(Redirect.to(out.toFile()))
            .redirectError(Redirect.to(err.toFile()))
            .start();
    if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new IllegalStateException("still running after " + DEADLINE_SECONDS + " s: " + script);
    }
    return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
