package io.mgeosync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * src/test/run in a checkout of its own with two suites, where Maven and apt-get are scripts: the
 * one writes reports, the other writes down what it was asked for.
 */
final class TestCommandTest {
  private static final Path SCRIPT = Path.of("../src/test/run").toAbsolutePath().normalize();
  private static final String RAN = "<testcase name=\"a\" classname=\"x\" time=\"0.1\"/>";
  private static final String NOT_INSTALLED =
      "<testcase name=\"a\" classname=\"x\" time=\"0.0\">\n"
          + "<skipped message=\"no-such-server: not installed; run: apt-get install"
          + " no-such-package\"/>\n"
          + "</testcase>";
  private static final String ABORTED =
      "<testcase name=\"a\" classname=\"x\" time=\"0.0\">\n"
          + "<skipped"
          + " type=\"org.opentest4j.TestAbortedException\"><![CDATA[org.opentest4j.TestAbortedException:"
          + " Assumption failed: %s\n"
          + "\tat A.a(A.java:1)\n"
          + "]]></skipped>\n"
          + "</testcase>";

  @TempDir Path scratch;
  private Path checkout;
  private Path reports;

  @BeforeEach
  void checkOut() throws IOException {
    checkout = scratch.resolve("checkout");
    reports = Files.createDirectories(scratch.resolve("reports"));
    Path tests = Files.createDirectories(checkout.resolve("src/test/e2e/src/test/java/x"));
    Files.copy(SCRIPT, checkout.resolve("src/test/run"));
    Files.writeString(tests.resolve("FrontIT.java"), "");
    Path cli = Files.createDirectories(checkout.resolve("cli/src/test/java/x"));
    Files.writeString(cli.resolve("DistributionIT.java"), "");
    needs("bash bash\n/etc/passwd base-passwd\n");
    program("apt-get", "echo \"$*\" >>'" + scratch + "/apt'");
    program("sudo", "exit 1");
    program(
        "mvn",
        "for m in cli src/test/e2e; do mkdir -p $m/target/failsafe-reports; done\n"
            + "cp '"
            + reports
            + "'/TEST-x.DistributionIT.xml cli/target/failsafe-reports/\n"
            + "cp '"
            + reports
            + "'/TEST-x.FrontIT.xml src/test/e2e/target/failsafe-reports/ || true\n"
            + "exit ${MVN_EXIT:-0}");
    report("DistributionIT", RAN);
  }

  private void needs(String list) throws IOException {
    Files.writeString(checkout.resolve("src/test/programs"), "# a list\n" + list);
  }

  private void program(String name, String script) throws IOException {
    Path file = Files.createDirectories(scratch.resolve("bin")).resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private void report(String suite, String cases) throws IOException {
    Files.writeString(
        reports.resolve("TEST-x." + suite + ".xml"),
        "<testsuite name=\"x."
            + suite
            + "\" tests=\"1\" errors=\"0\">\n"
            + cases
            + "\n</testsuite>\n");
  }

  private Shell run(String... options) throws IOException, InterruptedException {
    return run(Map.of(), options);
  }

  private Shell run(Map<String, String> more, String... options)
      throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("PATH", scratch.resolve("bin") + ":" + System.getenv("PATH"));
    List<String> command = new ArrayList<>();
    command.add(checkout.resolve("src/test/run").toString());
    command.addAll(List.of(options));
    return Shell.run(scratch, environment, command.toArray(String[]::new));
  }

  private static List<String> lines(Shell shell) {
    return shell.output().lines().toList();
  }

  @Test
  void everythingRan() throws Exception {
    report("FrontIT", RAN);
    Shell strict = run("--strict");
    assertThat(strict).isEqualTo(new Shell(0, "all tests that ran passed\n"));
    assertThat(scratch.resolve("apt")).doesNotExist();
  }

  @Test
  void aSuiteWithoutItsServerIsListedWithThePackageAndFailsOnlyTheStrictRun() throws Exception {
    needs("no-such-server no-such-package\n");
    report("FrontIT", NOT_INSTALLED);
    Shell lenient = run("--no-install");
    assertThat(lines(lenient))
        .containsExactly(
            "skipped  x.FrontIT: no-such-server: not installed; run: apt-get install"
                + " no-such-package",
            "to run all of them: apt-get install no-such-package",
            "all tests that ran passed");
    assertThat(lenient.exitCode()).isZero();

    Shell strict = run("--strict", "--no-install");
    assertThat(strict.exitCode()).isEqualTo(1);
    assertThat(strict.output())
        .contains("x.FrontIT: ", "1 skips are failures here")
        .endsWith("the tests failed\n");
  }

  @Test
  void rootInstallsWhatIsMissingAndOthersAreToldThatTheyCannot() throws Exception {
    needs("bash bash\nno-such-server no-such-package\n/no/such/header no-such-dev\n");
    report("FrontIT", RAN);
    program("id", "echo 0");
    assertThat(run().output()).contains("installing no-such-dev no-such-package\n");
    assertThat(scratch.resolve("apt"))
        .content()
        .contains("update -q\ninstall ")
        .endsWith(" no-such-dev no-such-package\n");

    Files.delete(scratch.resolve("apt"));
    program("id", "echo 1000");
    Shell other = run();
    assertThat(other.exitCode()).isZero();
    assertThat(other.output()).startsWith("cannot install no-such-dev no-such-package here");
    assertThat(scratch.resolve("apt")).doesNotExist();
  }

  @Test
  void whatNoPackageMendsIsListedAndNoFailure() throws Exception {
    report("FrontIT", ABORTED.formatted("not on this machine: no user namespaces"));
    Shell strict = run("--strict");
    assertThat(lines(strict))
        .contains("skipped  x.FrontIT: not on this machine: no user namespaces");
    assertThat(strict.exitCode()).isZero();
  }

  @Test
  void aSuiteThatStaysAwayForAnotherReasonFailsTheStrictRun() throws Exception {
    report("FrontIT", ABORTED.formatted("I do not feel like it"));
    assertThat(run().exitCode()).isZero();
    assertThat(run("--strict").exitCode()).isEqualTo(1);
  }

  @Test
  void aSuiteWithoutAReportFailsEachRunAndAnOldReportIsNone() throws Exception {
    Path old = Files.createDirectories(checkout.resolve("src/test/e2e/target/failsafe-reports"));
    Files.writeString(old.resolve("TEST-x.FrontIT.xml"), "<testsuite x=\"\" tests=\"1\">");
    Shell run = run();
    assertThat(run.output()).contains("absent   x.FrontIT left no report\n");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void mavensFailureIsTheCommands() throws Exception {
    report("FrontIT", NOT_INSTALLED);
    Shell run = run(Map.of("MVN_EXIT", "7"));
    assertThat(run.exitCode()).isEqualTo(7);
    assertThat(run.output()).contains("skipped  x.FrontIT").endsWith("the tests failed\n");
  }

  @Test
  void aMisspeltOptionRunsNothing() throws Exception {
    assertThat(run("--strickt").exitCode()).isEqualTo(2);
  }
}
