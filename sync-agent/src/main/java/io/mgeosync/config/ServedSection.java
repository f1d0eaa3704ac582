package io.mgeosync.config;

import io.mgeosync.base.InvalidValueException;
import io.mgeosync.config.ServedSettings.Report;
import java.util.Locale;

/** Reads which witnesses are asked what the service has loaded. */
final class ServedSection {
  private ServedSection() {}

  static ServedSettings read(Section section) {
    Report report = section.get("report", ServedSection::report, Report.JSON);
    String version = section.get("version-header", Values::header, Defaults.VERSION_HEADER);
    String digest = section.find("digest-header", Values::header);
    String model = section.find("model", Values::text);
    boolean openFiles = section.get("open-files", Values::bool, Defaults.OPEN_FILES);
    boolean loadsAtStart = section.get("loads-at-start", Values::bool, Defaults.LOADS_AT_START);
    requireMeaning(section, report, Report.HEADER, "version-header", "digest-header");
    requireMeaning(section, report, Report.OIP, "model");
    return section.make(
        () -> new ServedSettings(report, version, digest, model, openFiles, loadsAtStart));
  }

  private static Report report(String text) {
    for (Report report : Report.values()) {
      if (spelling(report).equals(text)) {
        return report;
      }
    }
    throw new InvalidValueException(
        "\"" + text + "\" is no form of a report", "write json, header, oip or none");
  }

  /** A key that is never read is a mistake that would show only when the service lies. */
  private static void requireMeaning(
      Section section, Report report, Report needed, String... keys) {
    for (String key : keys) {
      if (report != needed && section.has(key)) {
        throw section.refuse(
            key,
            "this key means nothing with report: " + spelling(report),
            "write report: " + spelling(needed) + ", or remove the key");
      }
    }
  }

  private static String spelling(Report report) {
    return report.name().toLowerCase(Locale.ROOT);
  }
}
