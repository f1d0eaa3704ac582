package io.mgeosync.drill.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.mgeosync.drill.DrillReport;
import io.mgeosync.drill.Sample;
import io.mgeosync.drill.Sample.Outcome;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What the report says, and that nothing in it can say something else. */
final class ReportFilesTest {
  private static final String EVIL = "<script>alert('x')</script> | `a` \"b\" ]]>&";

  private static DrillReport bad() {
    return Reports.with(
        List.of(
            new Sample(
                Reports.millis(5001), Reports.millis(230), Outcome.FAILED, "HTTP 502", "gpu-a"),
            new Sample(
                Reports.millis(5051), Reports.millis(1180), Outcome.FAILED, "HTTP 502", "gpu-a"),
            new Sample(Reports.millis(5101), Reports.millis(22), Outcome.WRONG, EVIL, "gpu-a")));
  }

  @Test
  void aPageIsWellFormedAndNeedsNothingFromOutside() throws Exception {
    String page = ReportHtml.of(bad());
    assertThat(page)
        .contains(">FAIL</p>")
        .doesNotContain("<script")
        .doesNotContainPattern("(?:src|href|url|@import)\\s*[=(:]")
        .contains("&lt;script&gt;");
    parse(page);
  }

  private static void parse(String page)
      throws ParserConfigurationException, SAXException, IOException {
    String xml = page.replace("<!DOCTYPE html>", "").replaceAll("(<meta[^>]*[^/])>", "$1/>");
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  @Test
  void everyBadAnswerIsDrawnAndTold() {
    String page = ReportHtml.of(bad());
    assertThat(page)
        .contains("failed: HTTP 502")
        .containsPattern("class=\"failed few\" d=\"M\\d+ \\d+m-4-4l8 8m0-8l-8 8M\\d+")
        .containsPattern("class=\"wrong few\" d=\"M")
        .contains("1.231 s</td>");
  }

  @Test
  void markdownTablesHoldWhateverAServiceSays() {
    String text = ReportMarkdown.of(bad());
    assertThat(text)
        .startsWith("# Failover drill: FAIL\n")
        .contains("&lt;script>alert('x')&lt;/script> \\| \\`a\\`");
    assertThat(text.lines().filter(line -> line.startsWith("| ")))
        .allMatch(line -> line.endsWith(" |"));
  }

  @Test
  void aGoodDrillPassesInEveryForm() {
    DrillReport good = Reports.with(List.of());
    assertThat(ReportHtml.of(good)).contains(">PASS</p>").doesNotContain("FAIL");
    assertThat(ReportMarkdown.of(good)).contains("PASS").doesNotContain("FAIL");
    assertThat(ReportJson.of(good).path("passed").asBoolean()).isTrue();
    assertThat(ReportJson.of(good).path("timeToRecoverSeconds").asDouble()).isZero();
    assertThat(ReportJson.of(good).path("routes").path("during").path("active").path(0).asText())
        .isEqualTo("gpu-b");
  }

  @Test
  void manyRequestsMakeNoHugePage() {
    var bad = new ArrayList<Sample>();
    for (int i = 0; i < 20_000; i++) {
      double due = 5000 + i * 0.5;
      bad.add(
          new Sample(
              Reports.millis(due), Reports.millis(i % 900), Outcome.FAILED, "say " + i, "gpu-a"));
    }
    String page = ReportHtml.of(Reports.with(1000, bad));
    assertThat(page.length()).isLessThan(1_000_000);
    assertThat(page).contains(">60000</td>");
  }

  @Test
  void filesStandBesideThoseOfOtherDrills(@TempDir Path folder) throws IOException {
    List<Path> files = ReportFiles.writeReport(folder.resolve("a/b"), bad());
    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .containsExactly(
            "drill-20261123T030000Z.html",
            "drill-20261123T030000Z.md",
            "drill-20261123T030000Z.json");
    assertThat(Files.readString(files.getLast())).contains("\"problem\" : \"<script>");
  }
}
