package io.mgeosync.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Holds the boundaries of the command line; sync-agent holds its own. */
final class ArchitectureTest {
  private static final JavaClasses COMMAND_LINE =
      new ClassFileImporter()
          .importUrl(Main.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  void theWholeCommandLineIsLookedAt() {
    assertThat(COMMAND_LINE.size()).isGreaterThan(50);
    assertThat(COMMAND_LINE.contain(Main.class)).isTrue();
  }

  @Test
  void onlyMainEndsTheProcess() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(Main.class.getName())
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(COMMAND_LINE);
  }

  /** A verb uses the steps; what a step wraps stays wrapped. */
  @Test
  void sdksServersAndProgramsStayBehindTheSteps() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "io.minio..",
                "okhttp3..",
                "org.eclipse.jgit..",
                "org.quartz..",
                "org.eclipse.jetty..",
                "io.fabric8..",
                "java.lang.foreign..",
                "java.net.http.."))
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(ProcessBuilder.class, java.net.HttpURLConnection.class)
        .check(COMMAND_LINE);
  }

  @Test
  void noNameIsMadeByAskingTheFileSystem() {
    noClasses()
        .should()
        .callMethod(Path.class, "toUri")
        .orShould()
        .callMethod(File.class, "toURI")
        .orShould()
        .callMethod(File.class, "getCanonicalPath")
        .check(COMMAND_LINE);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.mgeosync.(**)").should().beFreeOfCycles().check(COMMAND_LINE);
  }
}
