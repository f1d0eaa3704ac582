package io.mgeosync.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mgeosync.base.CommandSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class OperatorsTest {
  @TempDir private Path folder;

  private static UserPrincipal user(String name) throws IOException {
    return FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(name);
  }

  @Test
  void rootAndTheProgramsOwnUser_mayCommand() throws IOException {
    var operators = new Operators(List.of());
    assertThat(operators.mayCommand(user("root"))).isTrue();
    assertThat(operators.mayCommand(Files.getOwner(Path.of("/proc/self")))).isTrue();
  }

  @Test
  void anotherUser_mayCommandOnlyWhenNamed() throws IOException {
    UserPrincipal other = user("daemon");
    assertThat(new Operators(List.of("bin", "games")).mayCommand(other)).isFalse();
    assertThat(new Operators(List.of("bin", "daemon")).mayCommand(other)).isTrue();
  }

  /** curl as another user needs root here. */
  @Test
  void aCommandOfAnotherUser_isRefusedWithHisName() throws Exception {
    assumeTrue(Files.getOwner(Path.of("/proc/self")).getName().equals("root"));
    for (String program : List.of("/usr/bin/setpriv", "/usr/bin/curl")) {
      assumeTrue(Files.isExecutable(Path.of(program)), program);
    }
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    var begun = new AtomicInteger();
    assertThat(answerTo("daemon", List.of(), begun)).contains("user daemon may give no commands");
    assertThat(begun).hasValue(0);
    assertThat(answerTo("daemon", List.of("daemon"), begun)).contains("accepted");
    assertThat(begun).hasValue(1);
  }

  private String answerTo(String user, List<String> operators, AtomicInteger begun)
      throws Exception {
    Path path = folder.resolve("test.sock");
    var endpoints = new Endpoints("test", path);
    endpoints.commands("/sync", Endpoint.begins(begun::incrementAndGet));
    var socket = new CommandSocket(path, true, operators);
    try (var _ = SocketListener.commanding(socket, "test", endpoints)) {
      Process curl =
          new ProcessBuilder(
                  "/usr/bin/setpriv",
                  "--reuid=" + user,
                  "--clear-groups",
                  "/usr/bin/curl",
                  "-sS",
                  "--unix-socket",
                  path.toString(),
                  "-X",
                  "POST",
                  "http://localhost/sync")
              .redirectErrorStream(true)
              .start();
      try (var output = curl.getInputStream()) {
        return new String(output.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }
}
