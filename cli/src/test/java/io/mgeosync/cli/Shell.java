package io.mgeosync.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end, standard error and output together. */
record Shell(int exitCode, String output) {
  static Shell run(Path directory, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    File log = File.createTempFile("shell", ".log", directory.toFile());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log);
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("still running after 60 s: " + String.join(" ", command));
    }
    return new Shell(process.exitValue(), Files.readString(log.toPath(), StandardCharsets.UTF_8));
  }
}
