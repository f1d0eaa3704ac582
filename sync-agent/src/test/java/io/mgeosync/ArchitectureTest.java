package io.mgeosync;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.mgeosync.agent.Agent;
import io.mgeosync.manifest.Refusal;
import java.io.File;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the boundaries of the design: the packages are the steps of the path, and nobody looks
 * ahead.
 */
final class ArchitectureTest {
  private static final String ROOT = "io.mgeosync.";

  /** The steps, in the order of the path; a step may use only those before it. */
  private static final List<String> PATH =
      List.of(
          "manifest",
          "base",
          "net",
          "settings",
          "disk",
          "store",
          "channel",
          "publish",
          "fetch",
          "verify",
          "activate",
          "gate",
          "probe",
          "verdict",
          "schedule",
          "reconcile",
          "config",
          "http",
          "agent",
          "director",
          "drill");

  /** What this module and {@code manifest} are built to, without their tests. */
  private static final JavaClasses PROGRAM =
      new ClassFileImporter().importUrls(List.of(builtTo(Refusal.class), builtTo(Agent.class)));

  private static URL builtTo(Class<?> member) {
    return member.getProtectionDomain().getCodeSource().getLocation();
  }

  /**
   * One third-party SDK and the only packages that may see it: one, but for foreign functions. The
   * kernel's calls and the graphics driver's have nothing in common but the way they are made.
   */
  record Sdk(String packages, List<String> onlyIn) {
    Sdk(String packages, String... onlyIn) {
      this(packages, List.of(onlyIn));
    }

    String[] homes() {
      return onlyIn.stream().map(home -> ROOT + home + "..").toArray(String[]::new);
    }
  }

  static Stream<Sdk> sdks() {
    return Stream.of(
        new Sdk("io.minio..", "store.s3"),
        new Sdk("okhttp3..", "store.s3"),
        new Sdk("org.eclipse.jgit..", "channel.git"),
        new Sdk("org.quartz..", "schedule"),
        new Sdk("org.eclipse.jetty..", "http"),
        new Sdk("io.fabric8..", "verdict.kubernetes"),
        new Sdk("java.lang.foreign..", "probe.gpu.nvidia", "disk.linux"));
  }

  @Test
  void theWholeProgramIsLookedAt() {
    assertThat(PROGRAM.size()).isGreaterThan(100);
    assertThat(PROGRAM.stream().map(c -> step(c.getPackageName())).distinct().toList())
        .isSubsetOf(PATH)
        .contains("manifest", "fetch", "gate", "director");
  }

  static Stream<String> steps() {
    return PATH.stream();
  }

  @ParameterizedTest
  @MethodSource("steps")
  void aStepUsesOnlyTheStepsBeforeIt(String step) {
    String[] later =
        PATH.stream()
            .skip(PATH.indexOf(step) + 1L)
            .map(name -> ROOT + name + "..")
            .toArray(String[]::new);
    if (later.length > 0) {
      noClasses()
          .that()
          .resideInAPackage(ROOT + step + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(later)
          .allowEmptyShould(true)
          .because("a reader who follows a bundle along the path never jumps back")
          .check(PROGRAM);
    }
  }

  /** They are two programs: what both need lies below both. */
  @Test
  void agentAndDirectorDoNotKnowEachOther() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "director..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "agent..")
        .check(PROGRAM);
  }

  @ParameterizedTest
  @MethodSource("sdks")
  void eachSdkIsVisibleOnlyWhereItIsWrapped(Sdk sdk) {
    noClasses()
        .that(resideOutsideOfPackages(sdk.homes()))
        .should()
        .dependOnClassesThat(resideInAnyPackage(sdk.packages()))
        .check(PROGRAM);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.mgeosync.(**)").should().beFreeOfCycles().check(PROGRAM);
  }

  /** A nested class belongs to the class around it. */
  @Test
  void classesHaveNoCycles() {
    slices()
        .assignedFrom(new TopLevelClass())
        .should()
        .beFreeOfCycles()
        // A call and its connections start the exchange that carries them.
        .ignoreDependency(simpleName("HttpCall"), simpleName("Exchange"))
        .ignoreDependency(simpleName("HttpCall"), simpleName("Connections"))
        .ignoreDependency(simpleName("Connections"), simpleName("Exchange"))
        .check(PROGRAM);
  }

  private static final class TopLevelClass implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass one) {
      JavaClass top = one;
      while (top.getEnclosingClass().isPresent()) {
        top = top.getEnclosingClass().get();
      }
      return SliceIdentifier.of(top.getName());
    }

    @Override
    public String getDescription() {
      return "each top-level class";
    }
  }

  /** A search for a name finds one class. */
  @Test
  void noTwoClassesHaveOneName() {
    List<String> names =
        PROGRAM.stream()
            .filter(one -> one.getEnclosingClass().isEmpty())
            .map(JavaClass::getSimpleName)
            .filter(name -> !name.equals("package-info"))
            .toList();
    assertThat(names).doesNotHaveDuplicates();
  }

  @Test
  void timeComesFromAnInjectedClock() {
    noClasses()
        .should()
        .accessTargetWhere(method("now", Instant.class))
        .orShould()
        .accessTargetWhere(method("now", ZonedDateTime.class))
        .orShould()
        .accessTargetWhere(method("now", LocalDateTime.class))
        .orShould()
        .accessTargetWhere(method("now", LocalDate.class))
        .orShould()
        .callConstructor(Date.class)
        .orShould()
        .accessTargetWhere(method("currentTimeMillis", System.class))
        .orShould()
        .accessTargetWhere(method("system", Clock.class))
        .orShould()
        .accessTargetWhere(method("systemUTC", Clock.class))
        .orShould()
        .accessTargetWhere(method("systemDefaultZone", Clock.class))
        .check(PROGRAM);
  }

  /** A {@code Stopwatch}, a {@code Deadline} or a {@code SteadyClock} says what is measured. */
  @Test
  void theMonotonicCounterIsReadInBase() {
    noClasses()
        .that(resideOutsideOfPackages(ROOT + "base"))
        .and(are(not(simpleName("Stalls")))) // One reading ends a beat and begins the next.
        .should()
        .accessTargetWhere(method("nanoTime", System.class))
        .check(PROGRAM);
  }

  /** Called, or handed on as a method reference. */
  private static DescribedPredicate<JavaAccess<?>> method(String name, Class<?> owner) {
    return targetOwner(type(owner)).and(target(name(name)));
  }

  /**
   * They look like arithmetic with names and ask the file system, which a dead mount lets hang: for
   * names there are {@code Path.toString} and {@code normalize}.
   */
  @Test
  void noNameIsMadeByAskingTheFileSystem() {
    noClasses()
        .should()
        .callMethod(Path.class, "toUri")
        .orShould()
        .callMethod(File.class, "toURI")
        .orShould()
        .callMethod(File.class, "getCanonicalPath")
        .orShould()
        .callMethod(File.class, "getCanonicalFile")
        .check(PROGRAM);
    noClasses()
        .that(
            are(not(simpleName("DirectoryLock"))) // The state's own disk.
                .and(not(simpleName("FilesDigest"))) // Fitness and the node's watch bound it.
                .and(not(simpleName("Verifier"))) // A release, or what an operator names.
                .and(not(simpleName("BundleScanner")))) // As well.
        .should()
        .callMethod(Path.class, "toRealPath", LinkOption[].class)
        .check(PROGRAM);
  }

  @Test
  void aMountIsTouchedOnlyByWhatRunsInsideADeadline() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "store.dir")
        .and(
            are(not(simpleName("DirectoryReads")))
                .and(not(simpleName("DirectoryWrites")))
                .and(not(simpleName("StoreRoot")))
                .and(not(simpleName("MountTable"))))
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(Files.class.getName())
        .orShould()
        .callMethod(FileChannel.class, "open", Path.class, OpenOption[].class)
        .because("a call on a dead mount hangs for ever unless it is MountCalls' own")
        .check(PROGRAM);
  }

  /**
   * A deadline, a size and an end for what was started are written once. A store's bodies stream to
   * disk, so it has an HTTP client of its own.
   */
  @Test
  void serversAndProgramsAreAskedInOnePlace() {
    noClasses()
        .that(resideOutsideOfPackages(ROOT + "net..", ROOT + "store.http.."))
        .should()
        .dependOnClassesThat(resideInAnyPackage("java.net.http.."))
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(ProcessBuilder.class, java.net.HttpURLConnection.class)
        .orShould()
        .callMethod(Runtime.class, "exec", String[].class)
        .check(PROGRAM);
  }

  @Test
  void onlyTheCommandLineEndsTheProcess() {
    noClasses()
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(PROGRAM);
  }

  @Test
  void onlyItsOwnStepMakesAValueOfThePath() {
    for (String value :
        List.of("fetch.StagedBundle", "verify.VerifiedBundle", "activate.ActiveRelease")) {
      constructors()
          .that()
          .areDeclaredIn(ROOT + value)
          .should()
          .bePackagePrivate()
          .orShould()
          .bePrivate()
          .check(PROGRAM);
    }
  }

  @Test
  void everyPackageIsNullMarked() {
    classes()
        .that()
        .haveSimpleName("package-info")
        .should()
        .beAnnotatedWith(org.jspecify.annotations.NullMarked.class)
        .check(PROGRAM);
    var marked =
        PROGRAM.stream()
            .filter(c -> c.getSimpleName().equals("package-info"))
            .map(c -> c.getPackageName())
            .toList();
    assertThat(marked)
        .containsAll(PROGRAM.stream().map(c -> c.getPackageName()).distinct().toList());
  }

  private static String step(String packageName) {
    String below = packageName.substring(ROOT.length());
    int dot = below.indexOf('.');
    return dot < 0 ? below : below.substring(0, dot);
  }
}
