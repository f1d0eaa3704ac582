package io.mgeosync.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says a YAML parser's complaint as one line that an operator can act on. */
final class YamlSyntax {
  private static final Pattern MARK = Pattern.compile("line ([0-9]{1,7}), column");

  private YamlSyntax() {}

  static ConfigException refuse(String file, String text, JsonProcessingException e) {
    int line = line(e);
    String written = text.lines().skip(Math.max(line - 1, 0)).findFirst().orElse("");
    return new ConfigException(file, line, "", "not YAML: " + problem(e), remedy(written, e));
  }

  /** Where the parser met the problem, not where the structure around it began. */
  private static int line(JsonProcessingException e) {
    Matcher mark = MARK.matcher(e.getOriginalMessage());
    int line = e.getLocation() == null ? 0 : Math.max(e.getLocation().getLineNr(), 0);
    while (mark.find()) {
      line = Integer.parseInt(mark.group(1));
    }
    return line;
  }

  /** The parser's own words without the excerpt that it adds, which may hold anything. */
  private static String problem(JsonProcessingException e) {
    return e.getOriginalMessage()
        .lines()
        .map(String::strip)
        .filter(l -> !l.isEmpty() && !l.startsWith("in ") && !l.contains("^"))
        .filter(l -> l.matches("(while|found|expected|could not|mapping|special|unexpected).*"))
        .reduce((first, last) -> last)
        .orElse("the structure is broken");
  }

  private static String remedy(String written, JsonProcessingException e) {
    if (written.contains("\t") || e.getOriginalMessage().contains("(TAB)")) {
      return "indent with spaces, never with tabs";
    }
    if (written.matches("[^:]*:\\s+[*@`%&!].*")) {
      return "put the value in quotes, e.g. cron: \"*/5 * * * *\"";
    }
    return "correct the indentation, colons, quotes and brackets around this line";
  }
}
