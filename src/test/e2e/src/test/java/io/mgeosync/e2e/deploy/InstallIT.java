package io.mgeosync.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.e2e.harness.Child;
import io.mgeosync.e2e.harness.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** deploy/systemd/install into an empty root, as it is printed in README; real systemd tools. */
class InstallIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Path INSTALL = Shipped.path("systemd/install");

  @TempDir Path scratch;

  private String run(String... command) throws IOException {
    try (Child child =
        Child.start(Files.createTempFile(scratch, "run", ".log"), Map.of(), List.of(command))) {
      int exitCode = child.exitCode(PATIENCE);
      assertThat(exitCode).as(child.output()).isZero();
      return child.output();
    }
  }

  /** In a user namespace, so that it may be root's work without being root. */
  private String install(Path root) throws IOException {
    Path distribution = Cli.program().resolve("../..").normalize();
    return run("unshare", "-r", INSTALL.toString(), distribution.toString(), root.toString());
  }

  @Test
  void whatItInstallsIsWhereTheUnitsLookForIt() throws IOException {
    Path root = Files.createDirectory(scratch.resolve("root"));
    Files.createDirectories(root.resolve("etc"));

    assertThat(install(root)).contains("installed", "systemctl enable --now mgeo-sync-agent");

    assertThat(run(root.resolve("usr/bin/mgeo-sync").toString(), "--version")).isNotBlank();
    assertThat(Files.readString(root.resolve("etc/passwd")))
        .contains("mgeo-sync:", "/var/lib/mgeo-sync", "mgeo:");
    assertThat(Files.readString(root.resolve("etc/group"))).contains("mgeo-sync:", "mgeo:");
    Path unit = root.resolve("etc/systemd/system/mgeo-sync-agent.service");
    for (String line : Files.readAllLines(unit)) {
      if (line.startsWith("ExecStart=")) {
        String[] words = line.substring("ExecStart=/".length()).split(" ", -1);
        assertThat(root.resolve(words[0])).isExecutable();
        assertThat(root.resolve(words[words.length - 1].substring(1))).isRegularFile();
      }
    }
  }

  @Test
  void aSecondInstallLeavesTheConfigurationAsItIs() throws IOException {
    Path root = Files.createDirectory(scratch.resolve("root"));
    install(root);
    Path config = root.resolve("etc/mgeo-sync/agent.yaml");
    Files.writeString(config, "# mine\n");

    install(root);

    assertThat(config).hasContent("# mine\n");
    assertThat(root.resolve("opt/mgeo-sync.new")).doesNotExist();
  }
}
