import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Checks (or, with {@code write}, mends) the format of every Java file of the project. Run by the root pom with the
 * toolchain's JDK, because google-java-format can only parse what its own JVM's javac can.
 */
final class Format {
  public static void main(String[] args) throws Exception {
    boolean write = args[0].equals("write");
    try (var files = Files.walk(Path.of("."))) {
      List<Path> sources = files.filter(Format::isSource).toList();
      report(write, sources.parallelStream().filter(file -> differs(file, write)).sorted().toList());
    }
  }

  private static boolean differs(Path file, boolean write) {
    try {
      String before = Files.readString(file);
      String after = format(file, before);
      if (write && !before.equals(after)) {
        Files.writeString(file, after);
      }
      return !before.equals(after);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isSource(Path file) {
    String name = file.toString();
    return name.endsWith(".java") && !name.contains("/target/") && !name.contains("/.mvn/");
  }

  private static String format(Path file, String source) {
    try {
      var formatter = new Formatter(JavaFormatterOptions.builder().style(JavaFormatterOptions.Style.GOOGLE).build());
      return formatter.formatSource(
          ImportOrderer.reorderImports(RemoveUnusedImports.removeUnusedImports(source), JavaFormatterOptions.Style.GOOGLE));
    } catch (Exception e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private static void report(boolean write, List<Path> unformatted) {
    if (unformatted.isEmpty()) {
      return;
    }
    unformatted.forEach(file -> System.err.println((write ? "formatted " : "not formatted: ") + file));
    if (!write) {
      System.err.println("Mend with: mvn validate -Dformat=write");
      System.exit(1);
    }
  }
}
