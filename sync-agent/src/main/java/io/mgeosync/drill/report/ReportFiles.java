package io.mgeosync.drill.report;

import io.mgeosync.disk.DurableFiles;
import io.mgeosync.drill.DrillReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The report in a folder, once for each form; reports of other drills stay beside it. */
public final class ReportFiles {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private ReportFiles() {}

  /**
   * Makes the folder if needed and tries it out: a drill whose report is lost was for nothing.
   *
   * @throws io.mgeosync.manifest.Refusal when nothing can be written there
   */
  public static void requireWritable(Path folder) {
    Path trial = folder.resolve(".trial");
    DurableFiles.writeAtomically(trial, new byte[1]);
    DurableFiles.deleteTree(trial);
  }

  /**
   * Writes them; the folder is made if needed.
   *
   * @return the page first
   * @throws io.mgeosync.manifest.Refusal when a file cannot be written
   */
  public static List<Path> writeReport(Path folder, DrillReport report) {
    String name = "drill-" + STAMP.format(report.started());
    return List.of(
        writeReport(folder.resolve(name + ".html"), ReportHtml.of(report)),
        writeReport(folder.resolve(name + ".md"), ReportMarkdown.of(report)),
        writeReport(folder.resolve(name + ".json"), ReportJson.of(report).toPrettyString() + "\n"));
  }

  private static Path writeReport(Path file, String text) {
    DurableFiles.writeAtomically(file, text.getBytes(StandardCharsets.UTF_8));
    return file;
  }
}
