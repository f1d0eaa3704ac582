package io.mgeosync.cli;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
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

  /** Only {@code Main} makes the clock; what is measured is a {@code Stopwatch} or a deadline. */
  @Test
  void timeComesFromMainsClockOrTheStepsBelow() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(Main.class.getName())
        .should()
        .accessTargetWhere(method("now", Instant.class))
        .orShould()
        .accessTargetWhere(method("systemUTC", Clock.class))
        .orShould()
        .accessTargetWhere(method("systemDefaultZone", Clock.class))
        .orShould()
        .accessTargetWhere(method("currentTimeMillis", System.class))
        .orShould()
        .accessTargetWhere(method("nanoTime", System.class))
        .check(COMMAND_LINE);
  }

  /** Called, or handed on as a method reference. */
  private static DescribedPredicate<JavaAccess<?>> method(String name, Class<?> owner) {
    return targetOwner(type(owner)).and(target(name(name)));
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
