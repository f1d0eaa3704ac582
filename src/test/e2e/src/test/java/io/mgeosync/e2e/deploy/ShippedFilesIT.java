package io.mgeosync.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.mgeosync.e2e.harness.Checkout;
import io.mgeosync.e2e.harness.Child;
import io.mgeosync.e2e.harness.Needs;
import io.mgeosync.e2e.harness.Program;
import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs themselves read the files of deploy/ as they are, but for where things lie here. */
class ShippedFilesIT {
  @TempDir private Path scratch;

  private void passes(List<String> command) throws IOException {
    try (Child check = Child.start(scratch.resolve("check.log"), Map.of(), command)) {
      int exitCode = check.exitCode(Duration.ofSeconds(20));
      assertThat(exitCode).as(check.output()).isZero();
      assertThat(check.output()).doesNotContain("[WARNING]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"front", "front-include", "front-passive", "node-gate"})
  @Needs("nginx")
  void nginxTakesIt(String name) throws IOException {
    Path include = scratch.resolve("mgeo-upstream.conf");
    Files.writeString(include, "server 127.0.0.1:5000 max_fails=0;\n");
    String text =
        Shipped.read("nginx/" + name + ".conf")
            .text()
            .replace("/etc/nginx/mgeo-upstream.conf", include.toString())
            .replace("/run/nginx-mgeo-", scratch + "/")
            .replace("/var/log/nginx/", scratch + "/");
    Path configuration = Nginx.configure(scratch, text);
    passes(
        List.of(
            Program.find("nginx").path(),
            "-t",
            "-q",
            "-e",
            "stderr",
            "-c",
            configuration.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"director", "agent-check"})
  @Needs("haproxy")
  void haproxyTakesIt(String name) throws IOException {
    Files.copy(Shipped.path("haproxy/mgeo.map"), scratch.resolve("mgeo.map"));
    String text =
        Shipped.read("haproxy/" + name + ".cfg")
            .text()
            .replace("/etc/haproxy/mgeo.map", scratch.resolve("mgeo.map").toString());
    Path configuration = Files.writeString(scratch.resolve("haproxy.cfg"), text);
    passes(List.of(Program.find("haproxy").path(), "-c", "-f", configuration.toString()));
  }

  @Test
  @Needs("keepalived")
  void keepalivedTakesIt() throws IOException {
    String text = Shipped.read("keepalived/keepalived.conf").set("eth0", anInterface()).text();
    Path configuration = Files.writeString(scratch.resolve("keepalived.conf"), text);
    passes(List.of(Program.find("keepalived").path(), "-t", "-f", configuration.toString()));
  }

  /** Both examples are comments or prose, which keepalived does not see when it reads the file. */
  @Test
  @Needs("keepalived")
  void aRefusalLowersThePriorityInTheExampleOfTheFileAndOfThePage() throws IOException {
    String file = Shipped.read("keepalived/keepalived.conf").text();
    String example =
        file.substring(file.indexOf("\n#     track_file "))
            .lines()
            .filter(line -> line.startsWith("#     ") && !line.contains("…"))
            .map(line -> line.substring(6) + "\n")
            .collect(Collectors.joining());
    assertThat(weight(example))
        .isNegative()
        .isEqualTo(weight(Files.readString(Checkout.path("docs/verdict.md"))));
    String text =
        file.replace("vrrp_instance mgeo {", example + "vrrp_instance mgeo {")
            .replaceFirst("track_script \\{[^}]*}", "track_file {\n mgeo_verdict\n }")
            .replace("eth0", anInterface());
    Path configuration = Files.writeString(scratch.resolve("keepalived.conf"), text);
    passes(List.of(Program.find("keepalived").path(), "-t", "-f", configuration.toString()));
  }

  private static int weight(String text) {
    return Pattern.compile("track_file \\w+ \\{[^}]*weight (-?\\d+)")
        .matcher(text)
        .results()
        .map(found -> Integer.parseInt(found.group(1)))
        .findFirst()
        .orElseThrow();
  }

  private static String anInterface() throws IOException {
    return NetworkInterface.networkInterfaces()
        .map(NetworkInterface::getName)
        .filter(name -> !name.equals("lo"))
        .sorted()
        .findFirst()
        .orElseGet(() -> abort("not on this machine: keepalived wants an interface beside lo"));
  }
}
